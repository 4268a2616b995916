import type { QueueStanding } from '@tidemark/contracts';
import { toIso, Unavailable } from '@tidemark/domain';
import { carrierHere, inSpan, type TraceCarrier } from '@tidemark/messaging';
import type { Logger, Runner } from '@tidemark/service-kit';
import { SpanKind } from '@opentelemetry/api';
import { DelayedError, Queue, Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import type { RedisConnection } from './redis';
import { asSilence } from './redis-silence';

/** A worker that dies with a job in hand costs one of these; the sweep finds what is given up. */
const STALLED_MAX = 10;
const WINDING_MAX_MS = 5_000;
const CLOSING_MAX_MS = 2_000;

/** Failures that are told of; more of them have the same cause. */
const FAILURES_TOLD_MAX = 20;

/** Jobs that are tried again at once; whoever has more asks twice. */
const RETRIED_MAX = 1_000;

/** What a job takes along beside its data: the trace in which its bell was wound. */
export interface Wound {
  readonly windBy?: TraceCarrier;
}

/** BullMQ rings, and only rings: what is due, and whether it was done, stands in Postgres. */
export abstract class Bell<Data> implements Runner {
  private queue?: Queue;
  private worker?: Worker<Data & Wound>;
  private ownConnection?: Redis;

  constructor(
    private readonly name: string,
    private readonly atOnce: number,
    private readonly redis: RedisConnection,
    private readonly logger: Logger,
  ) {}

  protected abstract ring(job: Job<Data & Wound>, token?: string): Promise<void>;

  start(): void {
    // A worker blocks its connection while it waits for a job.
    this.ownConnection = this.redis.forWorker();
    this.ownConnection.on('error', this.waits);
    this.worker = new Worker<Data & Wound>(this.name, (job, token) => this.rung(job, token), {
      connection: this.ownConnection,
      concurrency: this.atOnce,
      maxStalledCount: STALLED_MAX,
    });
    this.worker.on('error', this.waits);
    this.worker.on('failed', (job, error) => this.logger.warn({ err: error, job: job?.id }, 'A job failed.'));
  }

  async stop(): Promise<void> {
    const closing = Promise.all([this.worker?.close(!this.redis.isThere), this.queue?.close()]);
    // BullMQ waits for a Redis that is gone; we do not, and the job in hand is due again for whoever comes next.
    await inTime(closing, CLOSING_MAX_MS).catch(this.waits);
    this.ownConnection?.disconnect();
  }

  /** What BullMQ has in hand; nothing where Redis is away. */
  standing(): Promise<QueueStanding | undefined> {
    return this.withQueue(async (queue) => {
      const { waiting = 0, delayed = 0, active = 0, failed = 0 } = await queue.getJobCounts();
      const lastFailed = await queue.getFailed(0, FAILURES_TOLD_MAX - 1);
      const failures = lastFailed.map(({ id = '', name, failedReason, attemptsMade, finishedOn = 0 }) => {
        return { id, job: name, reason: failedReason, tries: attemptsMade, failedAt: toIso(finishedOn) };
      });
      return { queue: this.name, waiting, delayed, active, failed, failures };
    });
  }

  /** Rings again for what was given up, for one or for all; says for how many. Nothing where Redis is away. */
  retry(jobId?: string): Promise<number | undefined> {
    return this.withQueue(async (queue) => {
      const failed = await queue.getFailed(0, RETRIED_MAX - 1);
      const wanted = failed.filter(({ id }) => jobId === undefined || id === jobId);
      for (const job of wanted) await job.retry('failed', { resetAttemptsMade: true });
      return wanted.length;
    });
  }

  /** Winds bells up where Redis is there to keep them; winding one twice changes nothing. */
  protected async windUp(winding: (queue: Queue, wound: Wound) => Promise<unknown>): Promise<void> {
    await this.withQueue(async (queue) => {
      const door = { name: `wind: ${this.name}`, kind: SpanKind.PRODUCER };
      await inSpan(door, () => winding(queue, { windBy: carrierHere() }));
    });
  }

  private async rung(job: Job<Data & Wound>, token?: string): Promise<void> {
    const attributes = { 'tidemark.job': job.name, 'tidemark.tries': job.attemptsStarted };
    const door = { name: `ring: ${this.name}`, kind: SpanKind.CONSUMER, attributes, causedBy: job.data.windBy };
    // A bell that rang too early is wound up again; BullMQ is told so by an error, and it is none.
    const early = await inSpan(door, () => this.ring(job, token).catch(ifEarly));
    if (early) throw early;
  }

  private async withQueue<Result>(work: (queue: Queue) => Promise<Result>): Promise<Result | undefined> {
    if (!this.redis.isThere) return undefined;
    this.queue ??= new Queue(this.name, { connection: this.redis }).on('error', this.waits);
    try {
      return await inTime(work(this.queue), WINDING_MAX_MS);
    } catch (error) {
      // A queue that failed at its first word never speaks again.
      this.queue.close().catch(this.waits);
      this.queue = undefined;
      throw asSilence(error);
    }
  }

  private readonly waits = (error: unknown) => this.logger.debug({ err: error }, 'BullMQ waits for Redis.');
}

function ifEarly(error: unknown): DelayedError {
  if (error instanceof DelayedError) return error;
  throw error;
}

async function inTime<Result>(work: Promise<Result>, timeoutMs: number): Promise<Result> {
  let timeout: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timeout = setTimeout(() => reject(new Unavailable('Redis')), timeoutMs);
  });
  return Promise.race([work, tooLate]).finally(() => clearTimeout(timeout));
}
