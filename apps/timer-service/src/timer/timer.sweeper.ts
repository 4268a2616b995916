import { SECOND } from '@tidemark/domain';
import { DatabaseClock, DueSweeper, EventLog } from '@tidemark/event-log';
import { LOGGER, metrics, type Logger } from '@tidemark/service-kit';
import type { FactoryProvider } from '@nestjs/common';
import { TimerHandler } from './timer.stream';

/** Rings the deadlines of timers: time comes in. */
export const sweeper: FactoryProvider<DueSweeper> = {
  provide: DueSweeper,
  inject: [EventLog, DatabaseClock, TimerHandler, LOGGER],
  useFactory: (log: EventLog, clock: DatabaseClock, handler: TimerHandler, logger: Logger) =>
    new DueSweeper(log, clock, [handler], {
      woken: (latenessMs) => metrics.sweeperLateSeconds.observe(Math.max(0, latenessMs) / SECOND),
      failed: (failure, streamId) => logger.warn({ err: failure, streamId }, 'A deadline could not be rung.'),
    }),
};
