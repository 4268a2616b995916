import { Module } from '@nestjs/common';
import { Bus } from '@tidemark/messaging';
import { GatewayConfig } from '../gateway.config';
import { Limiter } from '../limits/limiter';
import { Backend } from './backend';

/** One pace for each user, over HTTP and all sockets together. */
export class UserLimiter extends Limiter {}

/** The services behind us, and how often one user may ask them. */
@Module({
  providers: [
    { provide: Backend, inject: [Bus], useFactory: (bus: Bus) => new Backend(bus) },
    {
      provide: UserLimiter,
      inject: [GatewayConfig],
      useFactory: ({ requestsPerSecond: perSecond, requestsBurst: burst }: GatewayConfig) =>
        new UserLimiter({ perSecond, burst }),
    },
  ],
  exports: [Backend, UserLimiter],
})
export class CallsModule {}
