import type { Pool } from 'pg';
import type { Instant } from '@tidemark/domain';
import { sql } from '../sql';

/** One small question a second finds out that a clock was set; only then it is measured anew. */
const LOOK_EVERY_MS = 1_000;
const SAMPLES = 5;
/** Clocks drift by less than this between two looks, and nobody here tells time more finely. */
const GRAIN_MS = 1;

/** Tells the time; never the host's. */
export interface Clock {
  now(): Instant;
}

/** What metrics and logs want to know. */
export interface ClockHooks {
  /** Told at the start and after every look. */
  looked?(now: Instant): void;
}

/** One look at the database's clock, between two looks at our own, which only counts on. */
interface Sample {
  readonly askedAtMs: number;
  readonly answeredAtMs: number;
  readonly now: Instant;
}

/**
 * The database's clock, read from here. The host's wall clock takes no part: the offset is to `performance.now()`,
 * which only counts on, so setting the host's clock changes nothing. When the database's own clock is set, or another
 * server takes its place, this one follows within a second or two.
 */
export class DatabaseClock implements Clock {
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  private constructor(
    readonly pool: Pool,
    private readonly hooks: ClockHooks,
    private offsetMs: number,
  ) {
    this.#lookAgain();
  }

  static async start(pool: Pool, hooks: ClockHooks = {}): Promise<DatabaseClock> {
    return new DatabaseClock(pool, hooks, await measuredOffsetMs(pool));
  }

  now(): Instant {
    return Math.floor(performance.now() + this.offsetMs);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #lookAgain(): void {
    this.hooks.looked?.(this.now());
    if (!this.#stopped) this.#timer = setTimeout(() => void this.#look(), LOOK_EVERY_MS).unref();
  }

  async #look(): Promise<void> {
    try {
      if (!agrees(await sampled(this.pool), this.offsetMs)) this.offsetMs = await measuredOffsetMs(this.pool);
    } catch {
      // While the database is away the last offset is the best there is.
    }
    this.#lookAgain();
  }
}

/** What the database said must have been true at some moment between the question and the answer. */
function agrees({ askedAtMs, answeredAtMs, now }: Sample, offsetMs: number): boolean {
  return now >= askedAtMs + offsetMs - GRAIN_MS && now <= answeredAtMs + offsetMs + GRAIN_MS;
}

/** The sample with the shortest round trip is wrong by half of that trip at most. */
async function measuredOffsetMs(pool: Pool): Promise<number> {
  const samples: Sample[] = [];
  while (samples.length < SAMPLES) samples.push(await sampled(pool));
  const [best] = samples.sort((one, other) => tripMs(one) - tripMs(other));
  return best!.now - best!.askedAtMs - tripMs(best!) / 2;
}

const tripMs = ({ askedAtMs, answeredAtMs }: Sample) => answeredAtMs - askedAtMs;

async function sampled(pool: Pool): Promise<Sample> {
  const askedAtMs = performance.now();
  const { rows } = await pool.query<{ now: Instant }>(sql.now);
  return { askedAtMs, answeredAtMs: performance.now(), now: rows[0]!.now };
}
