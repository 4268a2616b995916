import { DatabaseError, type PoolClient } from 'pg';
import { Unavailable } from '@tidemark/domain';
import { Bell } from '../deadlines/bell';
import type { EventLog } from '../log';
import { isOutage } from '../outage';
import type { Projection } from './projection';
import type { RecordedEvent } from '../recorded-event';
import { sql } from '../sql';
import { transaction } from '../transaction';

const PAGE_MAX = 500;
const POLL_EVERY_MS = 250;
/** What happens within this time is applied together: a transaction for each event would cost more than the event. */
const GATHER_MS = 20;
/** An event that cannot be applied is tried so often before it is put aside. */
export const TRIES_MAX = 5;
const PAUSE_AFTER_FAILURE_MS = 200;
/** How often somebody who waits for a position looks at the cursor. */
const LOOK_EVERY_MS = 15;

/** What metrics and logs want to know. */
export interface ProjectionHooks {
  applied?(lane: number, events: number): void;
  failed?(failure: unknown, lane?: number): void;
  putAside?(recorded: RecordedEvent, failure: unknown): void;
}

interface LaneTrouble {
  /** Up to here events are applied one by one, to find the one that is the trouble. */
  readonly until: number;
  tries: number;
  restUntil: number;
}

/** The projection itself threw, with a database that works. */
class NotApplicable extends Error {
  constructor(override readonly cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause));
  }
}

/** Keeps a projection up to date: cursor and tables move in one transaction, any number of runners take turns. */
export class ProjectionRunner {
  readonly #bell = new Bell();
  readonly #reached = new Map<number, number>();
  readonly #troubles = new Map<number, LaneTrouble>();
  #looking: Promise<void> | undefined;
  #running: Promise<void> = Promise.resolve();
  #stopped = true;
  #stopListening: () => void = () => undefined;

  constructor(
    readonly log: EventLog,
    readonly projection: Projection,
    readonly hooks: ProjectionHooks = {},
  ) {}

  async start(): Promise<void> {
    await this.log.pool.query({ ...sql.addCursors, values: [this.projection.name] });
    this.#stopped = false;
    this.#stopListening = this.log.onCommit(() => this.#bell.ring());
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#stopListening();
    this.#bell.ring();
    await this.#running;
  }

  /** Waits until the projection contains a position, so that whoever wrote can read it; false when it takes too long. */
  async reached(lane: number, position: number, withinMs: number): Promise<boolean> {
    const deadline = performance.now() + withinMs;
    while ((this.#reached.get(lane) ?? 0) < position) {
      // Another process may be the one that applies this lane.
      await (this.#looking ??= this.#look());
      if ((this.#reached.get(lane) ?? 0) >= position) return true;
      if (performance.now() > deadline) return false;
      this.#bell.ring();
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    return true;
  }

  /** One look at all cursors, for however many wait. */
  async #look(): Promise<void> {
    try {
      const values = [this.projection.name];
      const { rows } = await this.log.pool.query<{ lane: number; position: number }>({ ...sql.cursors, values });
      for (const { lane, position } of rows) this.#reached.set(lane, position);
    } finally {
      this.#looking = undefined;
    }
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const applied = await this.#round().catch((failure: unknown) => {
        this.hooks.failed?.(failure);
        return 0;
      });
      if (applied === 0) await this.#bell.rest(POLL_EVERY_MS);
      else if (applied < PAGE_MAX) await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
    }
  }

  /** One page of each lane that is behind; says how long the longest was. */
  async #round(): Promise<number> {
    const { rows } = await this.log.pool.query<{ lane: number }>({ ...sql.behind, values: [this.projection.name] });
    let longest = 0;
    for (const { lane } of rows) {
      const trouble = this.#troubles.get(lane);
      if (this.#stopped || (trouble && trouble.restUntil > performance.now())) continue;
      longest = Math.max(longest, await this.#advance(lane, trouble));
    }
    return longest;
  }

  async #advance(lane: number, trouble: LaneTrouble | undefined): Promise<number> {
    let page: readonly RecordedEvent[] = [];
    try {
      await transaction(this.log.pool, async (client) => {
        page = await this.#takePage(client, lane, trouble ? 1 : PAGE_MAX);
        if (page.length === 0) return;
        await this.#apply(page, client);
        await this.#moveCursor(client, page);
      });
      this.#settle(lane, page);
    } catch (failure) {
      this.hooks.failed?.(failure, lane);
      await this.#recover(lane, page, failure);
    }
    return page.length;
  }

  async #apply(page: readonly RecordedEvent[], client: PoolClient): Promise<void> {
    try {
      await this.projection.apply(page, client);
    } catch (failure) {
      // Fails itself where the connection is what failed.
      await client.query('ROLLBACK');
      throw isAway(failure) ? failure : new NotApplicable(failure);
    }
  }

  async #takePage(client: PoolClient, lane: number, limit: number): Promise<readonly RecordedEvent[]> {
    const values = [this.projection.name, lane];
    const { rows } = await client.query<{ position: number }>({ ...sql.takeCursor, values });
    if (!rows[0]) return [];
    return (await client.query<RecordedEvent>({ ...sql.lane, values: [lane, rows[0].position, limit] })).rows;
  }

  async #moveCursor(client: PoolClient, page: readonly RecordedEvent[]): Promise<void> {
    const { lane, position } = page.at(-1)!;
    await client.query({ ...sql.moveCursor, values: [this.projection.name, lane, position] });
  }

  #settle(lane: number, page: readonly RecordedEvent[]): void {
    const last = page.at(-1);
    if (!last) return;
    this.#reached.set(lane, last.position);
    this.hooks.applied?.(lane, page.length);
    const trouble = this.#troubles.get(lane);
    if (!trouble) return;
    trouble.tries = 0;
    if (last.position >= trouble.until) this.#troubles.delete(lane);
  }

  /** A page is taken apart until the event that is the trouble stands alone; that one is put aside in the end. */
  async #recover(lane: number, page: readonly RecordedEvent[], failure: unknown): Promise<void> {
    const [first] = page;
    if (!first || !(failure instanceof NotApplicable)) return this.#pause();
    const trouble = this.#troubles.get(lane) ?? { until: page.at(-1)!.position, tries: 0, restUntil: 0 };
    this.#troubles.set(lane, trouble);
    if (page.length > 1) return;
    trouble.tries += 1;
    trouble.restUntil = performance.now() + PAUSE_AFTER_FAILURE_MS;
    if (trouble.tries < TRIES_MAX) return;
    await transaction(this.log.pool, async (client) => {
      const taken = await this.#takePage(client, lane, 1);
      if (taken[0]?.position !== first.position) return;
      const values = [this.projection.name, lane, first.position, first.eventId, failure.message];
      await client.query({ ...sql.addDeadLetter, values });
      await this.#moveCursor(client, page);
    });
    this.hooks.putAside?.(first, failure.cause);
    this.#settle(lane, page);
    trouble.restUntil = 0;
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, PAUSE_AFTER_FAILURE_MS));
  }
}

/** Whatever a projection needs may be away for a while, and comes back. */
function isAway(failure: unknown): boolean {
  return failure instanceof Unavailable || (failure instanceof DatabaseError && isOutage(failure));
}
