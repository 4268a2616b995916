import { LOGGER, type Logger } from '@tidemark/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { Job } from 'bullmq';
import { Bell } from '../bell';
import { RedisConnection } from '../redis';
import { JobRunner } from './job-runner';
import { repeatingJobs } from './repeating-jobs';

const QUEUE = 'repeating-jobs';
const ATTEMPTS_MAX = 5;
const RETRY_AFTER_MS = 5_000;
const KEPT_MAX = 100;

/** Rings for each repeating job at its round instants. */
@Injectable()
export class JobBell extends Bell<unknown> {
  constructor(
    redis: RedisConnection,
    @Inject(LOGGER) logger: Logger,
    private readonly runner: JobRunner,
  ) {
    super(QUEUE, repeatingJobs.length, redis, logger);
  }

  /** Harmless where the bells are wound up, needed where Redis lost them. */
  async wind(): Promise<void> {
    await this.windUp(async (queue, data) => {
      for (const { taskType, cronExpression } of repeatingJobs) {
        await queue.upsertJobScheduler(
          taskType,
          { pattern: cronExpression, tz: 'UTC' },
          {
            name: taskType,
            data,
            opts: {
              attempts: ATTEMPTS_MAX,
              backoff: { type: 'exponential', delay: RETRY_AFTER_MS },
              removeOnComplete: KEPT_MAX,
              removeOnFail: KEPT_MAX,
            },
          },
        );
      }
    });
  }

  protected async ring({ name }: Job): Promise<void> {
    const job = repeatingJobs.find(({ taskType }) => taskType === name);
    if (!job) throw new Error(`Nobody knows the job ${name}`);
    await this.runner.run(job);
  }
}
