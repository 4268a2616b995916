import type { Pool } from 'pg';
import type { Instant } from '@tidemark/domain';
import { sql } from './sql';

const SAMPLES = 5;
const RESYNC_EVERY_MS = 10_000;

/** Tells the time; never the host's. */
export interface Clock {
  now(): Instant;
}

/**
 * The database's clock, read from here. The host's wall clock takes no part: the offset is to `performance.now()`,
 * which only counts on, so setting the host's clock changes nothing.
 */
export class DatabaseClock implements Clock {
  readonly #timer: NodeJS.Timeout;

  private constructor(
    readonly pool: Pool,
    private offsetMs: number,
  ) {
    this.#timer = setInterval(() => void this.#resync(), RESYNC_EVERY_MS).unref();
  }

  static async start(pool: Pool): Promise<DatabaseClock> {
    return new DatabaseClock(pool, await measuredOffsetMs(pool));
  }

  now(): Instant {
    return Math.floor(performance.now() + this.offsetMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #resync(): Promise<void> {
    // While the database is away the last offset is the best there is.
    this.offsetMs = await measuredOffsetMs(this.pool).catch(() => this.offsetMs);
  }
}

/** The sample with the shortest round trip is wrong by half of that trip at most. */
async function measuredOffsetMs(pool: Pool): Promise<number> {
  let best = { tripMs: Number.POSITIVE_INFINITY, offsetMs: 0 };
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const askedAt = performance.now();
    const { rows } = await pool.query<{ now: number }>(sql.now);
    const tripMs = performance.now() - askedAt;
    if (tripMs < best.tripMs) best = { tripMs, offsetMs: rows[0]!.now - askedAt - tripMs / 2 };
  }
  return best.offsetMs;
}
