import { SECOND } from '@tidemark/domain';
import { DatabaseClock, DueSweeper, EventLog } from '@tidemark/event-log';
import { LOGGER, metrics, type Logger } from '@tidemark/service-kit';
import type { FactoryProvider } from '@nestjs/common';
import { DraftHandler } from './draft.stream';

/** Lets drafts expire at their second: time comes in [F6]. */
export const sweeper: FactoryProvider<DueSweeper> = {
  provide: DueSweeper,
  inject: [EventLog, DatabaseClock, DraftHandler, LOGGER],
  useFactory: (log: EventLog, clock: DatabaseClock, drafts: DraftHandler, logger: Logger) =>
    new DueSweeper(log, clock, [drafts], {
      woken: (latenessMs) => metrics.sweeperLateSeconds.observe(Math.max(0, latenessMs) / SECOND),
      failed: (failure, streamId) => logger.warn({ err: failure, streamId }, 'A draft could not expire.'),
    }),
};
