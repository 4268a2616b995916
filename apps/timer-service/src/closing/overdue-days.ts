import { CLOSED_TOGETHER_MAX } from '@tidemark/contracts';
import { SECOND } from '@tidemark/domain';
import { DatabaseClock, EventLog } from '@tidemark/event-log';
import { LOGGER, type Logger, type Runner } from '@tidemark/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { DayClosing } from './day-closing';

const LOOK_EVERY_MS = 10 * SECOND;
/** The scheduler is given so long to ring; whoever is closed without it was not late by a minute. */
const OVERDUE_AFTER_MS = 30 * SECOND;
/** One look ends somewhere even if more falls due than is closed; the next one goes on. */
const BATCHES_MAX = 4_000;

/** Closes the days for which nobody rang: the scheduler, the bus to it or its Redis may be away for as long as they like. */
@Injectable()
export class OverdueDays implements Runner {
  private timer?: NodeJS.Timeout;
  private looking: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly log: EventLog,
    private readonly clock: DatabaseClock,
    private readonly closing: DayClosing,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.looking = this.close().then(
        () => this.start(),
        (error: unknown) => {
          this.logger.warn({ err: error }, 'Overdue days wait.');
          this.start();
        },
      );
    }, LOOK_EVERY_MS);
    if (this.isStopped) clearTimeout(this.timer);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.looking;
  }

  /** Returns how many days were closed. */
  async close(overdueForMs = OVERDUE_AFTER_MS): Promise<number> {
    let closed = 0;
    for (let batch = 0; batch < BATCHES_MAX && !this.isStopped; batch += 1) {
      const until = this.clock.now() - overdueForMs;
      const due = await this.log.dueOf('day', until, CLOSED_TOGETHER_MAX);
      if (due.length === 0) return closed;
      const done = await this.closing.close(
        due.map(({ userId }) => userId),
        until,
      );
      closed += done.closed;
      if (done.closed === 0) return closed;
    }
    return closed;
  }
}
