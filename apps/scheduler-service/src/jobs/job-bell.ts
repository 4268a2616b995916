import { LOGGER, type Logger, type Runner } from '@tidemark/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { JobRunner } from './job-runner';
import { repeatingJobs } from './repeating-jobs';

const QUEUE = 'repeating-jobs';
const ATTEMPTS_MAX = 5;
const RETRY_AFTER_MS = 5_000;
/** A worker that dies with a job in hand costs one of these; the sweep finds what is given up. */
const STALLED_MAX = 10;
const KEPT_MAX = 100;

/** BullMQ rings, and only rings: what is due, and whether it was done, stands in Postgres. */
@Injectable()
export class JobBell implements Runner {
  private queue?: Queue;
  private worker?: Worker;
  private ownConnection?: Redis;

  constructor(
    private readonly redis: Redis,
    private readonly runner: JobRunner,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  start(): void {
    // A worker blocks its connection while it waits for a job.
    this.ownConnection = this.redis.duplicate();
    this.queue = new Queue(QUEUE, { connection: this.redis });
    this.worker = new Worker(QUEUE, ({ name }) => this.ring(name), {
      connection: this.ownConnection,
      maxStalledCount: STALLED_MAX,
    });
    const waits = (error: Error) => this.logger.debug({ err: error }, 'BullMQ waits for Redis.');
    this.queue.on('error', waits);
    this.worker.on('error', waits);
    this.worker.on('failed', (job, error) => this.logger.warn({ err: error, job: job?.name }, 'A job failed.'));
  }

  async stop(): Promise<void> {
    const isThere = this.redis.status === 'ready';
    const closing = Promise.all([this.worker?.close(!isThere), this.queue?.close()]);
    // BullMQ waits for a Redis that is gone; we do not, and the job in hand is due again for whoever comes next.
    if (isThere) await closing;
    else closing.catch(() => undefined);
    this.ownConnection?.disconnect();
    this.redis.disconnect();
  }

  /** Winds the bells up again; harmless where they are wound up, needed where Redis lost them. */
  async wind(): Promise<void> {
    if (this.redis.status !== 'ready') return;
    for (const { taskType, cronExpression } of repeatingJobs) {
      await this.queue?.upsertJobScheduler(
        taskType,
        { pattern: cronExpression, tz: 'UTC' },
        {
          name: taskType,
          opts: {
            attempts: ATTEMPTS_MAX,
            backoff: { type: 'exponential', delay: RETRY_AFTER_MS },
            removeOnComplete: KEPT_MAX,
            removeOnFail: KEPT_MAX,
          },
        },
      );
    }
  }

  private async ring(name: string): Promise<void> {
    const job = repeatingJobs.find(({ taskType }) => taskType === name);
    if (!job) throw new Error(`Nobody knows the job ${name}`);
    await this.runner.run(job);
  }
}
