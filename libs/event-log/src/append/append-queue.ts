import type { Pool } from 'pg';
import { Unavailable } from '@tidemark/domain';
import type { Append, AppendResult } from './append';
import { encoded, resultsOf, type BatchRow, type LaneAppend } from './append-batch';
import { isOutage } from '../outage';
import { sql } from '../sql';

/** More commands than this do not share a commit. */
export const BATCH_MAX = 256;
/** Nor do more events, unless one command brings them: many bulks at once would keep everybody waiting. */
const BATCH_EVENTS_MAX = 4_000;
/**
 * Two commits at a time, each for its own half of the lanes: while one waits for the disk, the other works. Fewer
 * commands than lanes would share a commit if every lane had its own.
 */
export const GROUPS = 2;
/** A process that is asked for more than this at once says so instead of growing. */
export const WAITING_MAX = 10_000;
/** Whoever has no answer by now gets none. */
const ANSWER_WITHIN_MS = 4_000;
const PAUSE_FIRST_MS = 50;
const PAUSE_MAX_MS = 1_000;

/** What metrics want to know. */
export interface AppendHooks {
  batch?(done: { readonly size: number; readonly durationMs: number }): void;
  retried?(failure: unknown): void;
  /** Stands around what the commands of one caller wait for. */
  around?<Result>(appends: readonly Append[], work: () => Promise<Result>): Promise<Result>;
}

/** What the log itself wants to know beside. */
export interface QueueHooks extends AppendHooks {
  committed(lanes: readonly number[]): void;
}

interface Waiting extends LaneAppend {
  readonly since: number;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (failure: unknown) => void;
  /** Its batch was refused as a whole, so each of the batch is tried without the others. */
  alone: boolean;
}

interface Group {
  waiting: Waiting[];
  busy: boolean;
  failures: number;
}

/**
 * Group commit. Commands that arrive while a commit is under way go together in the next one.
 * When the connection breaks nobody knows whether the commit happened; the batch is sent again with the same keys and
 * versions, and the log says of each command whether it was there already.
 */
export class AppendQueue {
  readonly #groups = Array.from({ length: GROUPS }, (): Group => ({ waiting: [], busy: false, failures: 0 }));
  #waiting = 0;
  #scheduled = false;
  #expiry: NodeJS.Timeout | undefined;
  #closing = false;
  #emptied: (() => void) | undefined;

  constructor(
    readonly pool: Pool,
    readonly hooks: QueueHooks,
  ) {}

  get waiting(): number {
    return this.#waiting;
  }

  add(lane: number, append: Append): Promise<AppendResult> {
    if (this.#waiting >= WAITING_MAX || this.#closing) return Promise.reject(new Unavailable('The event log'));
    return new Promise((resolve, reject) => {
      const waiting = { lane, append, since: performance.now(), resolve, reject, alone: false };
      this.#groups[lane % GROUPS]!.waiting.push(waiting);
      this.#waiting += 1;
      this.#schedule();
    });
  }

  async close(): Promise<void> {
    this.#closing = true;
    if (!this.#isEmpty()) await new Promise<void>((resolve) => (this.#emptied = resolve));
    clearTimeout(this.#expiry);
  }

  #isEmpty(): boolean {
    return this.#waiting === 0 && this.#groups.every(({ busy }) => !busy);
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
    for (const group of this.#groups) {
      if (group.busy || group.waiting.length === 0) continue;
      const batch = takeBatch(group);
      this.#waiting -= batch.length;
      group.busy = true;
      void this.#commit(group, batch);
    }
    if (this.#waiting > 0) this.#expiry ??= setTimeout(() => this.#expire(), ANSWER_WITHIN_MS / 4);
    else if (this.#isEmpty()) this.#emptied?.();
  }

  async #commit(group: Group, batch: readonly Waiting[]): Promise<void> {
    const startedAt = performance.now();
    try {
      const { lanes, values } = encoded(batch);
      const { rows } = await this.pool.query<BatchRow>({ ...sql.append, values: [...values] });
      resultsOf(batch, lanes, rows[0]!).forEach((result, nth) => batch[nth]!.resolve(result));
      group.failures = 0;
      group.busy = false;
      this.hooks.batch?.({ size: batch.length, durationMs: performance.now() - startedAt });
      this.hooks.committed(lanes);
      // Whoever was answered just now and asks again belongs into the next batch.
      this.#schedule();
    } catch (failure) {
      this.#recover(group, batch, failure);
    }
  }

  #recover(group: Group, batch: readonly Waiting[], failure: unknown): void {
    this.hooks.retried?.(failure);
    if (isOutage(failure)) {
      this.#putBack(group, inTime(batch, failure));
      const pauseMs = Math.min(PAUSE_MAX_MS, PAUSE_FIRST_MS * 2 ** group.failures);
      group.failures += 1;
      // The group stays busy for the pause, so that nobody runs ahead of those who were first.
      setTimeout(() => this.#free(group), pauseMs);
      return;
    }
    if (batch.length === 1) batch[0]!.reject(failure);
    else {
      for (const waiting of batch) waiting.alone = true;
      this.#putBack(group, batch);
    }
    this.#free(group);
  }

  #free(group: Group): void {
    group.busy = false;
    this.#start();
  }

  #putBack(group: Group, batch: readonly Waiting[]): void {
    group.waiting = [...batch, ...group.waiting];
    this.#waiting += batch.length;
  }

  #expire(): void {
    this.#expiry = undefined;
    for (const group of this.#groups) {
      const before = group.waiting.length;
      group.waiting = inTime(group.waiting);
      this.#waiting -= before - group.waiting.length;
    }
    this.#start();
  }
}

/** No stream and no key twice in one batch: the second waits for what becomes of the first. */
function takeBatch(group: Group): readonly Waiting[] {
  const taken: Waiting[] = [];
  const left: Waiting[] = [];
  const names = new Set<string>();
  const most = group.waiting[0]?.alone ? 1 : BATCH_MAX;
  let room = BATCH_EVENTS_MAX;
  for (const waiting of group.waiting) {
    const { streamId, userId, commandId, events } = waiting.append;
    const key = `${userId} ${commandId}`;
    const isTaken = names.has(streamId) || (commandId !== null && names.has(key));
    const isFull = taken.length >= most || (taken.length > 0 && events.length > room);
    if (isTaken || isFull) left.push(waiting);
    else {
      taken.push(waiting);
      room -= events.length;
    }
    names.add(streamId).add(key);
  }
  group.waiting = left;
  return taken;
}

function inTime(batch: readonly Waiting[], cause?: unknown): Waiting[] {
  const oldest = performance.now() - ANSWER_WITHIN_MS;
  for (const { since, reject } of batch) if (since < oldest) reject(new Unavailable('The event log', { cause }));
  return batch.filter(({ since }) => since >= oldest);
}
