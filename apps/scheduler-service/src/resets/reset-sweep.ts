import { HOUR, SECOND, Unavailable } from '@tidemark/domain';
import { asOutage, LOGGER, type Logger } from '@tidemark/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { SchedulerConfig } from '../scheduler.config';
import { Sweep } from '../sweep';
import { BUCKETS_AT_ONCE, ResetBell } from './reset-bell';
import type { ResetBucket } from './reset-bucket';
import { ResetRun } from './reset-run';
import { ResetTasks, type ResetTask } from './reset-tasks';

/** Every bucket that comes due within a day, of whatever length, has its bell. */
const WOUND_AHEAD_MS = 25 * HOUR;
/** Whoever was rung for is done by then, or being done. */
const OVERDUE_AFTER_MS = 5 * SECOND;

/** Closes the days that nobody rang for, and winds up the bells of those to come. */
@Injectable()
export class ResetSweep extends Sweep {
  constructor(
    private readonly settings: SchedulerConfig,
    @Inject(LOGGER) logger: Logger,
    private readonly tasks: ResetTasks,
    private readonly bell: ResetBell,
    private readonly resets: ResetRun,
  ) {
    super(settings, logger);
  }

  async sweep(): Promise<void> {
    const buckets = await this.tasks.dueWithin(WOUND_AHEAD_MS);
    const outcomes = await Promise.allSettled([
      this.runAll(buckets.filter(({ restMs }) => restMs < -OVERDUE_AFTER_MS)),
      this.bell.wind(buckets.filter(({ restMs }) => restMs >= -OVERDUE_AFTER_MS)),
    ]);
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  }

  /** Winds the bells that ring before the next sweep, where one of these tasks is among them. */
  async windSoon(tasks: readonly ResetTask[]): Promise<void> {
    const boundaries = tasks.filter(({ active }) => active).map(({ boundaryAt }) => boundaryAt);
    if (boundaries.length === 0) return;
    const soonMs = this.settings.sweepSeconds * SECOND;
    const restMs = await this.tasks.restMs({ boundaryAt: Math.min(...boundaries) });
    if (restMs > soonMs) return;
    const buckets = await this.tasks.dueWithin(soonMs);
    await this.bell.wind(buckets.filter((bucket) => bucket.restMs > 0));
  }

  private async runAll(overdue: readonly ResetBucket[]): Promise<void> {
    const waiting = [...overdue];
    const failures: unknown[] = [];
    const runOneByOne = async () => {
      for (let bucket = waiting.shift(); bucket; bucket = waiting.shift()) {
        await this.resets.run(bucket).catch((error: unknown) => {
          failures.push(error);
          // Where nobody answers, the others need not be asked for before the next sweep.
          if (asOutage(error) instanceof Unavailable) waiting.length = 0;
        });
      }
    };
    await Promise.all(Array.from({ length: BUCKETS_AT_ONCE }, runOneByOne));
    if (failures.length > 0) throw failures[0];
  }
}
