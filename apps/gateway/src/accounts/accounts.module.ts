import { Module } from '@nestjs/common';
import { Bus } from '@tidemark/messaging';
import { DatabaseClock, type Clock } from '@tidemark/event-log';
import { Background, Database, databaseClock } from '@tidemark/service-kit';
import { Backend } from '../calls/backend';
import { CallsModule } from '../calls/calls.module';
import { GatewayConfig } from '../gateway.config';
import { Limiter } from '../limits/limiter';
import { Kicks } from '../sockets/kicks';
import { TokenAuthority } from '../tokens/token-authority';
import { TokensModule } from '../tokens/tokens.module';
import { AccountTaskController } from './account-task.controller';
import { accountDesk, type AccountLimits } from './account-desk';
import { Accounts } from './accounts';
import { ErasureRounds } from './erasure-rounds';
import { Erasures } from './erasures';
import { Passwords } from './passwords';
import { PersonalData } from './personal-data';
import { RefreshTokens } from './refresh-tokens';
import { Roles } from './roles';

/** Injects the answers to all account calls. */
export const ACCOUNT_DESK = Symbol('account desk');

const BURST_OF_SECONDS = 2;
const MINUTE_SECONDS = 60;

/** Local accounts where nobody else issues tokens; export and erasure in any case. */
@Module({
  imports: [TokensModule, CallsModule],
  controllers: [AccountTaskController],
  providers: [
    Roles,
    Erasures,
    ErasureRounds,
    Background.of(ErasureRounds),
    Database.in({ schema: 'accounts', role: 'tidemark_gateway' }),
    databaseClock,
    { provide: Kicks, inject: [Bus, DatabaseClock], useFactory: (bus: Bus, clock: Clock) => new Kicks(bus, clock) },
    {
      provide: ACCOUNT_DESK,
      inject: [GatewayConfig, Database, TokenAuthority, Backend, Erasures],
      useFactory: (
        config: GatewayConfig,
        database: Database,
        { issuer }: TokenAuthority,
        backend: Backend,
        erasures: Erasures,
      ) =>
        accountDesk(
          issuer && new Accounts(database, new Passwords(), issuer, new RefreshTokens(database), backend),
          new PersonalData(database, backend, erasures),
          limitsIn(config),
        ),
    },
  ],
  exports: [ACCOUNT_DESK, DatabaseClock, Kicks],
})
export class AccountsModule {}

function limitsIn({ accountCallsPerSecond, loginsPerMinute }: GatewayConfig): AccountLimits {
  return {
    perAddress: new Limiter({ perSecond: accountCallsPerSecond, burst: BURST_OF_SECONDS * accountCallsPerSecond }),
    perAccount: new Limiter({ perSecond: loginsPerMinute / MINUTE_SECONDS, burst: loginsPerMinute }),
  };
}
