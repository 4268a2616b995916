import type { ConfigurationShown, DayTold, Fact } from '@tidemark/contracts';
import { clockTimeOf, dayAt, fromIso, type Instant } from '@tidemark/domain';
import { Database } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { cronExpressionOf, type ResetBucket } from './reset-bucket';
import { BUCKETS_DUE_WITHIN, KEEP_TASKS, REST_MS } from './sql';

/** Buckets that are looked at together; those that are further ahead have time until the next look. */
const BUCKETS_MAX = 5_000;

/** A fact about a day, as far as its end is concerned. */
export type DayFact = Fact<DayTold<Pick<ConfigurationShown, 'timezone' | 'dailyResetTime' | 'nextResetAt'>>>;

/** When the day of a user ends, and whether anybody has to close it. */
export interface ResetTask extends ResetBucket {
  readonly userId: string;
  readonly active: boolean;
  readonly begunAt: Instant;
  readonly position: number;
}

/** What a fact says about the task of its user; nothing before their first day. */
export function taskTold({ userId, position, state: { status, configuration } }: DayFact): ResetTask | null {
  if (status === 'untouched') return null;
  const { timezone, dailyResetTime } = configuration;
  const boundaryAt = fromIso(configuration.nextResetAt);
  const { startsAt } = dayAt(boundaryAt - 1, { timezone, dailyResetTime });
  const active = status === 'active';
  return { userId, timezone, resetTime: clockTimeOf(dailyResetTime), begunAt: startsAt, boundaryAt, active, position };
}

/** The rows that know whose day is to be closed, and when. */
@Injectable()
export class ResetTasks {
  constructor(private readonly database: Database) {}

  /** Each user at most once. */
  async keep(tasks: readonly ResetTask[]): Promise<void> {
    await this.database.query(KEEP_TASKS, [
      tasks.map(({ userId }) => userId),
      tasks.map(({ resetTime }) => cronExpressionOf(resetTime)),
      tasks.map(({ timezone }) => timezone),
      tasks.map(({ resetTime }) => resetTime),
      tasks.map(({ begunAt }) => begunAt),
      tasks.map(({ boundaryAt }) => boundaryAt),
      tasks.map(({ active }) => active),
      tasks.map(({ position }) => position),
    ]);
  }

  /** The buckets in use, and how long until each comes due by the database's clock; less than nothing is overdue. */
  async dueWithin(durationMs: number): Promise<readonly (ResetBucket & { readonly restMs: number })[]> {
    const { rows } = await this.database.query(BUCKETS_DUE_WITHIN, [durationMs, BUCKETS_MAX]);
    return rows;
  }

  async restMs({ boundaryAt }: Pick<ResetBucket, 'boundaryAt'>): Promise<number> {
    const { rows } = await this.database.query<{ restMs: number }>(REST_MS, [boundaryAt]);
    return rows[0]?.restMs ?? 0;
  }
}
