import { CLOSED_TOGETHER_MAX, type CloseDays, type DaysClosed } from '@tidemark/contracts';
import { SECOND, fromIso, toIso } from '@tidemark/domain';
import { transaction } from '@tidemark/event-log';
import { Bus, taskSubject } from '@tidemark/messaging';
import { Database, LOGGER, type Logger } from '@tidemark/service-kit';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { nameOf, type ResetBucket } from './reset-bucket';
import { MOVE_BATCH, REST_BATCH, TAKE_BATCH } from './sql';

/** Ten million users in one bucket; whoever is beyond that is found by the sweep. */
const BATCHES_MAX = 20_000;
/** Of one bucket, by one instance. */
const BATCHES_AT_ONCE = 2;
/** Both attempts together take less than a third of the time for which BullMQ lends a job out. */
const CLOSING = { timeoutMs: 4 * SECOND, attempts: 2 };

interface Batch {
  readonly userIds: readonly string[];
  readonly failure?: Error;
}

/** Closes the days of a bucket, batch after batch, by asking timer-service; whoever else does the same shares the work. */
@Injectable()
export class ResetRun implements BeforeApplicationShutdown {
  private isStopping = false;

  constructor(
    private readonly database: Database,
    private readonly bus: Bus,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Returns how many users were asked for; fails where a batch failed, and its users stay due. */
  async run(bucket: ResetBucket): Promise<number> {
    const failures: Error[] = [];
    // While timer-service decides one batch, the database writes the other; neither takes what the other has locked.
    const asked = await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, () => this.runBatches(bucket, failures)));
    const sum = asked.reduce((total, each) => total + each, 0);
    if (sum > 0)
      this.logger.info({ bucket: nameOf(bucket), asked: sum, failed: failures.length }, 'A boundary has passed.');
    if (failures[0]) throw failures[0];
    return sum;
  }

  private async runBatches(bucket: ResetBucket, failures: Error[]): Promise<number> {
    let lastUserId = '';
    let asked = 0;
    for (let batch = 0; batch < BATCHES_MAX && !this.isStopping; batch += 1) {
      const taken = await transaction(this.database, (client) => this.runBatch(client, bucket, lastUserId));
      if (taken.failure) failures.push(taken.failure);
      asked += taken.userIds.length;
      lastUserId = taken.userIds.at(-1) ?? lastUserId;
      if (taken.userIds.length < CLOSED_TOGETHER_MAX) break;
    }
    return asked;
  }

  beforeApplicationShutdown(): void {
    this.isStopping = true;
  }

  /** A refusal is no reason to stop: those behind this batch have a day to be closed as well. */
  private async runBatch(client: PoolClient, bucket: ResetBucket, afterUserId: string): Promise<Batch> {
    const { timezone, resetTime, boundaryAt } = bucket;
    const values = [timezone, resetTime, boundaryAt, afterUserId, CLOSED_TOGETHER_MAX];
    const { rows } = await client.query<{ userId: string }>(TAKE_BATCH, values);
    const userIds = rows.map(({ userId }) => userId);
    if (userIds.length === 0) return { userIds };
    const wish: CloseDays = { boundaryAt: toIso(boundaryAt), userIds };
    const reply = await this.bus.request<DaysClosed>(taskSubject('close-days'), wish, CLOSING);
    if (!reply.ok) return { userIds, failure: new Error(`Days were not closed: ${reply.error.message}`) };
    const isOver = await this.keepAnswer(client, bucket, userIds, reply.body);
    return isOver ? { userIds } : { userIds, failure: new Error('Days are said to go on beyond their end') };
  }

  /** False where somebody's day goes on beyond its end, as it may where they act at that very moment. */
  private async keepAnswer(
    client: PoolClient,
    { boundaryAt }: ResetBucket,
    userIds: readonly string[],
    { open }: DaysClosed,
  ): Promise<boolean> {
    const goesOn = new Set(open.map(({ userId }) => userId));
    await client.query(REST_BATCH, [userIds.filter((userId) => !goesOn.has(userId))]);
    const moved = open.filter(({ endsAt }) => fromIso(endsAt) > boundaryAt);
    if (moved.length > 0) {
      await client.query(MOVE_BATCH, [moved.map(({ userId }) => userId), moved.map(({ endsAt }) => fromIso(endsAt))]);
    }
    return moved.length === open.length;
  }
}
