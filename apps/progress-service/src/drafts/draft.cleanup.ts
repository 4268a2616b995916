import { DatabaseClock } from '@tidemark/event-log';
import { Database, LOGGER, type Logger } from '@tidemark/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { DraftHandler } from './draft.stream';
import { OVERDUE_OF_ALL } from './sql';

/** Drafts that expire together. */
const BATCH_MAX = 500;
/** Batches in one run; what is left is found by the next. */
const BATCHES_MAX = 200;

interface Overdue {
  readonly streamId: string;
  readonly userId: string;
}

/**
 * Lets everything expire that is overdue [F6]. The sweeper does so at the very second; this is the net below it, for
 * deadlines that it had to put off. Nothing is removed: what expired stays in the log, as all that happened does.
 */
@Injectable()
export class DraftCleanup {
  constructor(
    private readonly database: Database,
    private readonly handler: DraftHandler,
    private readonly clock: DatabaseClock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Returns how many expired. */
  async run(): Promise<number> {
    let expired = 0;
    for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
      const { rows } = await this.database.query<Overdue>(OVERDUE_OF_ALL, [this.clock.now(), BATCH_MAX]);
      const done = await Promise.all(rows.map((overdue) => this.letExpire(overdue)));
      const doneNow = done.filter(Boolean).length;
      expired += doneNow;
      // What resists stays at the head of the queue; a batch of nothing else ends the run.
      if (rows.length < BATCH_MAX || doneNow === 0) break;
    }
    return expired;
  }

  /** One draft that cannot expire keeps no other from it. */
  private async letExpire({ userId, streamId }: Overdue): Promise<boolean> {
    try {
      return (await this.handler.current(userId, streamId)).events.length > 0;
    } catch (failure) {
      this.logger.warn({ err: failure, streamId }, 'A draft could not expire.');
      return false;
    }
  }
}
