import { Bus } from '@tidemark/messaging';
import { Background, BaseConfig, Database } from '@tidemark/service-kit';
import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { Access } from '../access/access';
import { ConsoleController } from './console.controller';
import { Overview } from './overview';
import { Pulse } from './pulse';
import { Roll } from './roll';
import { Verifications } from './verifications';

/** Whoever looks at a page does not wait longer, and what nobody waits for is not read on. */
const STATEMENT_TIMEOUT = '9s';
const ONE_TO_SEE_IF_POSTGRES_IS_THERE = 1;

/** The ways in, for as long as the process lives. */
class KeptAccess extends Access implements OnApplicationShutdown {
  onApplicationShutdown(): Promise<void> {
    return this.close();
  }
}

/** A proof takes as long as it takes. */
class PatientAccess extends KeptAccess {}

@Module({
  controllers: [ConsoleController], // what operators ask for
  providers: [
    Database.in({ schema: 'timer', role: 'tidemark_ops', connectionsMax: ONE_TO_SEE_IF_POSTGRES_IS_THERE }),
    {
      provide: Access,
      inject: [BaseConfig, Bus],
      useFactory: (config: BaseConfig, bus: Bus) =>
        new KeptAccess(known(config), { bus, statementTimeout: STATEMENT_TIMEOUT }),
    },
    {
      provide: PatientAccess,
      inject: [BaseConfig, Bus],
      useFactory: (config: BaseConfig, bus: Bus) => new PatientAccess(known(config), { bus }),
    },
    { provide: Roll, inject: [Bus], useFactory: (bus: Bus) => new Roll(bus) }, // who is there
    { provide: Pulse, inject: [Access], useFactory: (kept: Access) => new Pulse(kept) }, // how fast the logs grow
    {
      provide: Overview,
      inject: [Access, Pulse, Roll],
      useFactory: (kept: Access, pulse: Pulse, roll: Roll) => new Overview(kept, pulse, roll),
    },
    {
      provide: Verifications,
      inject: [PatientAccess],
      useFactory: (patient: PatientAccess) => new Verifications(patient),
    },
    Background.of(Pulse),
  ],
})
export class ConsoleModule {}

/** The bus is there already, so the database is all that has to be found. */
function known({ postgresUrl }: BaseConfig): NodeJS.ProcessEnv {
  return { TIDEMARK_POSTGRES_URL: postgresUrl };
}
