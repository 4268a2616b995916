import type { Pool } from 'pg';
import { Unavailable } from '@tidemark/domain';
import type { Append, AppendResult } from './append';
import { encoded, resultsOf, type BatchRow } from './append-batch';
import { isOutage } from './outage';
import { sql } from './sql';

/** More commands than this do not share a commit. */
export const BATCH_MAX = 256;
/** Two commits at a time: while one waits for the disk, the other works. More only queue up inside Postgres. */
const UNDER_WAY_MAX = 2;
/** A process that is asked for more than this at once says so instead of growing. */
export const WAITING_MAX = 10_000;
/** Whoever has no answer by now gets none. */
const ANSWER_WITHIN_MS = 4_000;
const PAUSE_FIRST_MS = 50;
const PAUSE_MAX_MS = 1_000;

/** What metrics want to know. */
export interface AppendHooks {
  batch?(done: { readonly lane: number; readonly size: number; readonly durationMs: number }): void;
  retried?(failure: unknown): void;
}

interface Waiting {
  readonly append: Append;
  readonly since: number;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (failure: unknown) => void;
  /** Its batch was refused as a whole, so each of the batch is tried without the others. */
  alone: boolean;
}

interface Lane {
  waiting: Waiting[];
  busy: boolean;
  failures: number;
}

/**
 * Group commit. Commands that arrive while a commit of their lane is under way go together in the next one.
 * When the connection breaks nobody knows whether the commit happened; the batch is sent again with the same keys and
 * versions, and the log says of each command whether it was there already.
 */
export class AppendQueue {
  readonly #lanes = new Map<number, Lane>();
  #waiting = 0;
  #underWay = 0;
  #scheduled = false;
  #expiry: NodeJS.Timeout | undefined;
  #closing = false;
  #emptied: (() => void) | undefined;

  constructor(
    readonly pool: Pool,
    readonly hooks: AppendHooks & { committed?(lane: number, position: number): void },
  ) {}

  add(lane: number, append: Append): Promise<AppendResult> {
    if (this.#waiting >= WAITING_MAX || this.#closing) return Promise.reject(new Unavailable('The event log'));
    return new Promise((resolve, reject) => {
      const waiting = { append, since: performance.now(), resolve, reject, alone: false };
      this.#laneAt(lane).waiting.push(waiting);
      this.#waiting += 1;
      this.#schedule();
    });
  }

  async close(): Promise<void> {
    this.#closing = true;
    if (this.#waiting > 0 || this.#underWay > 0) await new Promise<void>((resolve) => (this.#emptied = resolve));
    clearTimeout(this.#expiry);
  }

  #laneAt(number: number): Lane {
    const known = this.#lanes.get(number);
    if (known) return known;
    const lane = { waiting: [], busy: false, failures: 0 };
    this.#lanes.set(number, lane);
    return lane;
  }

  /** Everything that this turn of the event loop brings belongs into one batch. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#start();
    });
  }

  #start(): void {
    for (const [number, lane] of this.#lanes) {
      if (this.#underWay >= UNDER_WAY_MAX) break;
      if (lane.busy || lane.waiting.length === 0) continue;
      // Moved to the end, so that a busy lane does not starve the others.
      this.#lanes.delete(number);
      this.#lanes.set(number, lane);
      const batch = takeBatch(lane);
      this.#waiting -= batch.length;
      this.#underWay += 1;
      lane.busy = true;
      void this.#commit(number, lane, batch);
    }
    if (this.#waiting > 0) this.#expiry ??= setTimeout(() => this.#expire(), ANSWER_WITHIN_MS / 4);
    else if (this.#underWay === 0) this.#emptied?.();
  }

  async #commit(number: number, lane: Lane, batch: readonly Waiting[]): Promise<void> {
    const startedAt = performance.now();
    const appends = batch.map(({ append }) => append);
    try {
      const { rows } = await this.pool.query<BatchRow>({ ...sql.append, values: [number, ...encoded(appends)] });
      const row = rows[0]!;
      lane.failures = 0;
      lane.busy = false;
      this.#underWay -= 1;
      resultsOf(appends, row).forEach((result, nth) => batch[nth]!.resolve(result));
      this.hooks.batch?.({ lane: number, size: batch.length, durationMs: performance.now() - startedAt });
      this.hooks.committed?.(number, row.base + 1);
    } catch (failure) {
      this.#underWay -= 1;
      this.#recover(lane, batch, failure);
    }
    this.#start();
  }

  #recover(lane: Lane, batch: readonly Waiting[], failure: unknown): void {
    this.hooks.retried?.(failure);
    if (isOutage(failure)) {
      this.#putBack(lane, inTime(batch, failure));
      const pauseMs = Math.min(PAUSE_MAX_MS, PAUSE_FIRST_MS * 2 ** lane.failures);
      lane.failures += 1;
      // The lane stays busy for the pause, so that nobody runs ahead of those who were first.
      setTimeout(() => {
        lane.busy = false;
        this.#start();
      }, pauseMs);
      return;
    }
    lane.busy = false;
    const [first, ...others] = batch;
    if (first && others.length === 0) return first.reject(failure);
    this.#putBack(
      lane,
      batch.map((waiting) => Object.assign(waiting, { alone: true })),
    );
  }

  #putBack(lane: Lane, batch: readonly Waiting[]): void {
    lane.waiting = [...batch, ...lane.waiting];
    this.#waiting += batch.length;
  }

  #expire(): void {
    this.#expiry = undefined;
    for (const lane of this.#lanes.values()) {
      const before = lane.waiting.length;
      lane.waiting = inTime(lane.waiting);
      this.#waiting -= before - lane.waiting.length;
    }
    this.#start();
  }
}

/** No stream and no key twice in one batch: the second waits for what becomes of the first. */
function takeBatch(lane: Lane): readonly Waiting[] {
  const taken: Waiting[] = [];
  const left: Waiting[] = [];
  const names = new Set<string>();
  const most = lane.waiting[0]?.alone ? 1 : BATCH_MAX;
  for (const waiting of lane.waiting) {
    const { streamId, userId, commandId } = waiting.append;
    const key = `${userId} ${commandId}`;
    if (taken.length >= most || names.has(streamId) || (commandId !== null && names.has(key))) left.push(waiting);
    else taken.push(waiting);
    names.add(streamId).add(key);
  }
  lane.waiting = left;
  return taken;
}

function inTime(batch: readonly Waiting[], cause?: unknown): Waiting[] {
  const oldest = performance.now() - ANSWER_WITHIN_MS;
  for (const { since, reject } of batch) if (since < oldest) reject(new Unavailable('The event log', { cause }));
  return batch.filter(({ since }) => since >= oldest);
}
