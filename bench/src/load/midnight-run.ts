import { setTimeout as pause } from 'node:timers/promises';

import { CLOSED_TOGETHER_MAX, type CloseDays, type DaysClosed } from '@tidemark/contracts';
import { MINUTE, SECOND, toIso, type Instant } from '@tidemark/domain';
import { until } from '@tidemark/local-infra';
import { Bus, ServiceIdentity, taskSubject } from '@tidemark/messaging';

import { Pressing } from './pressing';
import { cpuSeconds, cpuSecondsOfFamily } from './process-usage';
import { seedDays } from './seeded-days';
import type { StackUnderLoad } from './stack-under-load';
import type { ThinSocket } from './thin-socket';

const PART_ACTIVE = 0.01;
/** Two schedulers, each with one batch on its way. */
const BATCHES_AT_ONCE = 2;
const ALONE_AT_ONCE = 8;
const CLOSING = { timeoutMs: 5 * SECOND, attempts: 2 };
/** Seeded, told and caught up well before the day ends. */
const SEEDED_PER_SECOND = 8_000;
const CATCH_UP_MAX_MS = 300_000;
const AFTER_BOUNDARY_MS = 20;
const MICROSECONDS = 1e6;

const LAG = `
SELECT coalesce(sum(lanes.position - cursors.position), 1)::float8 AS lag
FROM timer.lanes JOIN timer.cursors USING (lane)`;
const CLOSED = `SELECT count(*)::int AS closed FROM timer.events WHERE type = 'DayClosed' AND occurred_at = $1`;

/** What one midnight cost. */
export interface Midnight {
  readonly durationMs: number;
  readonly perSecond: number;
  /** Until the last fact is in JetStream. */
  readonly toldPerSecond: number;
  /** With a request and a commit for each user. */
  readonly alonePerSecond: number;
  /** Of a hundredth as many, while all others rest. */
  readonly quietMs: number;
  /** Of those who press buttons meanwhile. */
  readonly latenciesMs: readonly number[];
  /** For one user, until everybody is told. */
  readonly serviceUs: number;
  readonly postgresUs: number;
}

/** Lets days begin and closes them at their end, as the scheduler does. */
export class MidnightRun {
  private constructor(
    readonly stack: StackUnderLoad,
    readonly bus: Bus,
  ) {}

  static async on(stack: StackUnderLoad): Promise<MidnightRun> {
    const { servers, environment } = stack.stack;
    const identity = new ServiceIdentity('scheduler-service', environment['TIDEMARK_SERVICE_SECRET']!);
    return new MidnightRun(stack, await Bus.connect({ servers: servers.nats.url, name: 'bench', identity }));
  }

  /** `alone` further users have a request each, and a hundredth of `count` comes after them. */
  async pass(count: number, alone: number, present: readonly ThinSocket[]): Promise<Midnight> {
    const { database } = this.stack;
    const boundaryAt = fullMinuteAfter(Date.now() + (count / SEEDED_PER_SECOND) * SECOND);
    const userIds = await seedDays(database, count, boundaryAt);
    const aloneIds = await seedDays(database, alone, boundaryAt);
    const quietIds = await seedDays(database, Math.ceil(count * PART_ACTIVE), boundaryAt);
    await this.#untilTold();
    await pause(Math.max(0, boundaryAt - Date.now() + AFTER_BOUNDARY_MS));

    const pressing = new Pressing(present);
    const [serviceBefore, postgresBefore] = this.#used();
    const startedAt = performance.now();
    const durationMs = await this.#closeAll(boundaryAt, userIds, BATCHES_AT_ONCE, CLOSED_TOGETHER_MAX);
    const latenciesMs = await pressing.stop();
    await this.#untilTold();
    const toldMs = performance.now() - startedAt;
    const [serviceAfter, postgresAfter] = this.#used();

    const aloneMs = await this.#closeAll(boundaryAt, aloneIds, ALONE_AT_ONCE, 1);
    await this.#untilTold();
    const quietMs = await this.#closeAll(boundaryAt, quietIds, BATCHES_AT_ONCE, CLOSED_TOGETHER_MAX);
    const { closed } = await this.#one(CLOSED, [new Date(boundaryAt)]);
    const all = count + aloneIds.length + quietIds.length;
    if (closed !== all) throw new Error(`${closed} days were closed, of ${all}.`);
    return {
      durationMs,
      perSecond: (count * SECOND) / durationMs,
      toldPerSecond: (count * SECOND) / toldMs,
      alonePerSecond: (alone * SECOND) / aloneMs,
      quietMs,
      latenciesMs,
      serviceUs: ((serviceAfter - serviceBefore) * MICROSECONDS) / count,
      postgresUs: ((postgresAfter - postgresBefore) * MICROSECONDS) / count,
    };
  }

  close(): Promise<void> {
    return this.bus.close();
  }

  async #closeAll(boundaryAt: Instant, userIds: readonly string[], atOnce: number, together: number): Promise<number> {
    const startedAt = performance.now();
    let next = 0;
    const ask = async () => {
      while (next < userIds.length) {
        const wish: CloseDays = { boundaryAt: toIso(boundaryAt), userIds: userIds.slice(next, (next += together)) };
        const reply = await this.bus.request<DaysClosed>(taskSubject('close-days'), wish, CLOSING);
        if (!reply.ok) throw new Error(`Days were not closed: ${reply.error.message}`);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, ask));
    return performance.now() - startedAt;
  }

  async #untilTold(): Promise<void> {
    await until('all facts are out', async () => (await this.#one(LAG))['lag'] === 0, CATCH_UP_MAX_MS);
  }

  async #one(sql: string, values: unknown[] = []): Promise<Record<string, number>> {
    return (await this.stack.database.query<Record<string, number>>(sql, values)).rows[0]!;
  }

  /** Seconds of a core, of the service and of Postgres. */
  #used(): readonly [number, number] {
    const cluster = this.stack.stack.servers.postgres.own!.pid!;
    return [cpuSeconds(this.stack.pid('timer-service')), cpuSecondsOfFamily(cluster)];
  }
}

function fullMinuteAfter(instant: Instant): Instant {
  return Math.ceil(instant / MINUTE) * MINUTE;
}
