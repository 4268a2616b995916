import { SECOND } from '@tidemark/domain';
import { DatabaseClock, DueSweeper, EventLog } from '@tidemark/event-log';
import { LOGGER, metrics, type Logger } from '@tidemark/service-kit';
import type { FactoryProvider } from '@nestjs/common';
import { ClockHandler } from '../clock/clock.stream';
import { TimerHandler } from './timer.stream';

/** Rings the deadlines of timers and of clock-outs that may have been forgotten: time comes in. */
export const sweeper: FactoryProvider<DueSweeper> = {
  provide: DueSweeper,
  inject: [EventLog, DatabaseClock, TimerHandler, ClockHandler, LOGGER],
  useFactory: (log: EventLog, clock: DatabaseClock, timers: TimerHandler, clocks: ClockHandler, logger: Logger) =>
    new DueSweeper(log, clock, [timers, clocks], {
      woken: (latenessMs) => metrics.sweeperLateSeconds.observe(Math.max(0, latenessMs) / SECOND),
      failed: (failure, streamId) => logger.warn({ err: failure, streamId }, 'A deadline could not be rung.'),
    }),
};
