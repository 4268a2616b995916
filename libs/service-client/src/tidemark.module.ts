import { Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Bus, ServiceIdentity } from '@tidemark/messaging';
import { FactHearing } from './fact-hearing';
import { Tidemark } from './tidemark';

/** Who this service is, and where Tidemark's NATS is. */
export interface TidemarkModuleOptions {
  readonly natsUrl: string;
  /** Signed into every request. */
  readonly service: string;
  /** The secret of all services, `TIDEMARK_SERVICE_SECRET`. */
  readonly secret: string;
}

/** Gives a Nest service `Tidemark` to ask and to command, and calls its `@HearsFacts` providers. */
@Module({})
export class TidemarkModule {
  /** To be imported once, in the root module. */
  static forRoot({ natsUrl, service, secret }: TidemarkModuleOptions): DynamicModule {
    const connect = () =>
      Bus.connect({ servers: natsUrl, name: service, identity: new ServiceIdentity(service, secret) });
    return {
      module: TidemarkModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: Bus, useFactory: connect },
        { provide: Tidemark, useFactory: (bus: Bus) => new Tidemark(bus), inject: [Bus] },
        FactHearing,
      ],
      exports: [Tidemark],
    };
  }
}
