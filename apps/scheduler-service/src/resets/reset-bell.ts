import { setTimeout as pause } from 'node:timers/promises';
import { SECOND } from '@tidemark/domain';
import { LOGGER, type Logger } from '@tidemark/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { DelayedError, type Job } from 'bullmq';
import { Bell } from '../bell';
import { RedisConnection } from '../redis';
import { nameOf, type ResetBucket } from './reset-bucket';
import { ResetRun } from './reset-run';
import { ResetTasks } from './reset-tasks';

const QUEUE = 'daily-resets';
/** A large zone is one of these, so that it keeps nobody else waiting. */
export const BUCKETS_AT_ONCE = 4;
/** Clocks of hosts differ by less; a bell that rings earlier than this is wound up again. */
const WAITED_OUT_MAX_MS = 5 * SECOND;
/** Each process reads the database's clock by itself, and none is wrong by more; who asks earlier is told to wait. */
const CLOCKS_DIFFER_MS = 20;
const JOB = {
  attempts: 5,
  backoff: { type: 'exponential', delay: SECOND },
  // The name is free again for a bucket that is used again.
  removeOnComplete: true,
  removeOnFail: true,
};

/** Rings once for each bucket in use, at the boundary that its users' days have in common. */
@Injectable()
export class ResetBell extends Bell<ResetBucket> {
  constructor(
    redis: RedisConnection,
    @Inject(LOGGER) logger: Logger,
    private readonly tasks: ResetTasks,
    private readonly resets: ResetRun,
  ) {
    super(QUEUE, BUCKETS_AT_ONCE, redis, logger);
  }

  async wind(buckets: readonly (ResetBucket & { readonly restMs: number })[]): Promise<void> {
    const jobs = buckets.map(({ restMs, ...bucket }) => ({
      name: 'reset',
      data: bucket,
      opts: { ...JOB, jobId: nameOf(bucket), delay: Math.max(0, Math.ceil(restMs)) },
    }));
    await this.windUp((queue, wound) =>
      queue.addBulk(jobs.map((job) => ({ ...job, data: { ...job.data, ...wound } }))),
    );
  }

  protected async ring(job: Job<ResetBucket>, token?: string): Promise<void> {
    // The bell goes by the clock of some host; the day ends by that of the database.
    const restMs = CLOCKS_DIFFER_MS + Math.ceil(await this.tasks.restMs(job.data));
    if (restMs > WAITED_OUT_MAX_MS) {
      await job.moveToDelayed(Date.now() + restMs, token);
      throw new DelayedError();
    }
    if (restMs > 0) await pause(restMs);
    await this.resets.run(job.data);
  }
}
