import { Module } from '@nestjs/common';
import { Bus } from '@tidemark/messaging';
import { LOGGER, type Logger } from '@tidemark/service-kit';
import { GatewayConfig } from '../gateway.config';
import { Limiter } from '../limits/limiter';
import { Backend } from './backend';

/** One pace for what each user does, over HTTP and all sockets together. */
export class UserLimiter extends Limiter {}

/** Looking is cheaper than doing, and may be done so many times as often. */
const LOOKS_PER_DEED = 5;

/** One pace for what each user looks at. */
export class LookLimiter extends Limiter {}

/** The services behind us, and how often one user may ask them. */
@Module({
  providers: [
    { provide: Backend, inject: [Bus, LOGGER], useFactory: (bus: Bus, logger: Logger) => new Backend(bus, logger) },
    {
      provide: UserLimiter,
      inject: [GatewayConfig],
      useFactory: ({ requestsPerSecond: perSecond, requestsBurst: burst }: GatewayConfig) =>
        new UserLimiter({ perSecond, burst }),
    },
    {
      provide: LookLimiter,
      inject: [GatewayConfig],
      useFactory: ({ requestsPerSecond: perSecond, requestsBurst: burst }: GatewayConfig) =>
        new LookLimiter({ perSecond: LOOKS_PER_DEED * perSecond, burst: LOOKS_PER_DEED * burst }),
    },
  ],
  exports: [Backend, UserLimiter, LookLimiter],
})
export class CallsModule {}
