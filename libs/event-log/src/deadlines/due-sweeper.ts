import type { Instant } from '@tidemark/domain';
import { Unavailable } from '@tidemark/domain';
import type { Clock } from './database-clock';
import type { Head } from '../head';
import type { EventLog } from '../log';
import { categoryOf } from '../recorded-event';
import { sql } from '../sql';

/** Looking often costs one probe of a small index; a deadline set closer than this may ring late by as much. */
const LOOK_EVERY_MS = 200;
/** Deadlines are taken a little ahead, so that each rings at its own millisecond. */
const LOOK_AHEAD_MS = 1_000;
/** If we die with a deadline in hand, another sweeper rings this long after it was due. */
const LEASE_MS = 700;
const BATCH_MAX = 1_000;
/** A stream whose wake fails is left alone for a while, so that it does not crowd out the others. */
const POSTPONE_MS = 30_000;

/** What wakes one kind of stream: its command handler. */
export interface Waker {
  readonly category: string;
  wake(head: Head): Promise<{ readonly ringAgainAt: Instant | null } | 'done'>;
}

/** What metrics and logs want to know. */
export interface SweeperHooks {
  /** How long after its due instant a stream was woken, by the database's clock. */
  woken?(latenessMs: number): void;
  failed?(failure: unknown, streamId?: string): void;
}

/**
 * Rings every deadline, however many sweepers run and whichever of them die. Heads that fall due soon are leased, held
 * until their instant, and woken together, so that they share commits.
 */
export class DueSweeper {
  readonly #wakers: ReadonlyMap<string, Waker>;
  readonly #ringing = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #stopped = true;

  constructor(
    readonly log: EventLog,
    readonly clock: Clock,
    wakers: readonly Waker[],
    readonly hooks: SweeperHooks = {},
  ) {
    this.#wakers = new Map(wakers.map((waker) => [waker.category, waker]));
  }

  start(): void {
    this.#stopped = false;
    this.#lookAgainIn(0);
  }

  /** Waits for the wakes under way; those still in hand are left to the other sweepers. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#looking;
    await Promise.all(this.#ringing);
  }

  #lookAgainIn(delayMs: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => (this.#looking = this.#look()), delayMs);
  }

  async #look(): Promise<void> {
    let claimed = 0;
    try {
      const values = [LOOK_AHEAD_MS, LEASE_MS, BATCH_MAX, [...this.#wakers.keys()]];
      const { rows } = await this.log.pool.query<Head>({ ...sql.claimDue, values });
      claimed = rows.length;
      for (const [dueAt, heads] of byDueAt(rows)) this.#hold(dueAt, heads);
    } catch (failure) {
      this.hooks.failed?.(failure);
    }
    this.#lookAgainIn(claimed >= BATCH_MAX ? 0 : LOOK_EVERY_MS);
  }

  #hold(dueAt: Instant, heads: readonly Head[]): void {
    const ring = () => {
      if (this.#stopped) return;
      for (const head of heads) {
        const ringing = this.#wake(head).finally(() => this.#ringing.delete(ringing));
        this.#ringing.add(ringing);
      }
    };
    // The database said that it is due by then; our idea of its clock follows a second later where that was set.
    const restMs = Math.min(dueAt - this.clock.now(), LOOK_AHEAD_MS);
    if (restMs <= 0) ring();
    else setTimeout(ring, restMs);
  }

  async #wake(head: Head): Promise<void> {
    const { streamId, version } = head;
    try {
      const waker = this.#wakers.get(categoryOf(streamId));
      if (!waker) throw new Error(`Nobody here can wake ${streamId}`);
      const woken = await waker.wake(head);
      if (woken === 'done') return this.hooks.woken?.(this.clock.now() - (head.dueAt ?? 0));
      if (woken.ringAgainAt !== null && woken.ringAgainAt <= (head.dueAt ?? 0)) {
        throw new Error(`${streamId} was woken when it asked for it and had nothing to say`);
      }
      await this.log.pool.query({ ...sql.rearm, values: [streamId, version, woken.ringAgainAt] });
    } catch (failure) {
      this.hooks.failed?.(failure, streamId);
      // An outage is over when it is over; then the lease has ended as well.
      if (failure instanceof Unavailable) return;
      await this.log.pool.query({ ...sql.postpone, values: [streamId, version, POSTPONE_MS] }).catch(() => undefined);
    }
  }
}

function byDueAt(heads: readonly Head[]): Map<Instant, Head[]> {
  const groups = new Map<Instant, Head[]>();
  for (const head of heads) {
    const dueAt = head.dueAt ?? 0;
    const group = groups.get(dueAt);
    if (group) group.push(head);
    else groups.set(dueAt, [head]);
  }
  return groups;
}
