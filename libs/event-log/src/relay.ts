import { HOUR } from '@tidemark/domain';
import { Bell } from './bell';
import type { FactSink, OutgoingFact, ToFacts } from './fact-sink';
import { LaneLeader } from './lane-leader';
import type { EventLog } from './log';
import { sql } from './sql';
import { StatesAfter, type AnyDecider, type EventWithState } from './states-after';

const CONSUMER = 'relay';
const PAGE_MAX = 1_000;
const POLL_EVERY_MS = 250;
const PAUSE_AFTER_FAILURE_MS = 500;
/** What the broker keeps; after it lost everything, so much is published again. */
export const RETENTION_MS = 7 * 24 * HOUR;

export interface RelayHooks {
  published?(lane: number, events: number): void;
  lag?(lane: number, events: number): void;
  failed?(failure: unknown): void;
}

export interface RelayParts {
  readonly log: EventLog;
  readonly sink: FactSink;
  /** Of every category in the log. */
  readonly deciders: readonly AnyDecider[];
  readonly toFacts: ToFacts;
  readonly hooks?: RelayHooks;
}

interface Cursor {
  readonly lane: number;
  readonly position: number;
  readonly epoch: string | null;
}

/**
 * Publishes the log, lane by lane, each lane by one leader among all instances, in order, at least once. What was
 * acknowledged is noted in the cursor; a broker that was wiped calls itself by another epoch and is told again.
 */
export class Relay {
  readonly #parts: RelayParts;
  readonly #hooks: RelayHooks;
  readonly #leader: LaneLeader;
  readonly #states: StatesAfter;
  readonly #bell = new Bell();
  #running: Promise<void> = Promise.resolve();
  #stopped = true;
  #stopListening: () => void = () => undefined;

  constructor(parts: RelayParts) {
    this.#parts = parts;
    this.#hooks = parts.hooks ?? {};
    this.#leader = new LaneLeader(parts.log.pool, parts.log.schema);
    this.#states = new StatesAfter(parts.log, parts.deciders);
  }

  /** The lanes that this instance publishes. */
  get lanes(): ReadonlySet<number> {
    return this.#leader.lanes;
  }

  async start(): Promise<void> {
    const { log } = this.#parts;
    await log.pool.query({ ...sql.addCursors, values: [CONSUMER] });
    this.#stopped = false;
    this.#stopListening = log.onCommit(() => this.#bell.ring());
    this.#running = this.#run();
  }

  /** Finishes the page in hand and leaves the lanes to the other instances. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#stopListening();
    this.#bell.ring();
    await this.#running;
    this.#leader.resign();
  }

  /** Another instance committed something; without the hint the poll finds it a little later. */
  nudge(): void {
    this.#bell.ring();
  }

  /** Publishes a lane again from after this position, whoever leads it. */
  async rewind(lane: number, position: number): Promise<void> {
    await this.#parts.log.pool.query({ ...sql.moveCursor, values: [CONSUMER, lane, position] });
    this.#bell.ring();
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      try {
        const worked = await this.#round();
        if (!worked) await this.#bell.rest(POLL_EVERY_MS);
      } catch (failure) {
        this.#hooks.failed?.(failure);
        await new Promise((resolve) => setTimeout(resolve, PAUSE_AFTER_FAILURE_MS));
      }
    }
  }

  /** Brings every lane we lead one page on; false when none was behind. */
  async #round(): Promise<boolean> {
    await this.#leader.contend();
    if (this.lanes.size === 0) return false;
    const epoch = await this.#parts.sink.epoch();
    const behind = await this.#behind(epoch);
    await Promise.all(behind.map((cursor) => this.#publishPage(cursor, epoch)));
    return behind.length > 0;
  }

  async #behind(epoch: string): Promise<readonly Cursor[]> {
    const cursors = await this.#leader.query<Cursor>(sql.cursors, [CONSUMER]);
    const ends = await this.#parts.log.positions();
    const behind: Cursor[] = [];
    for (const cursor of cursors) {
      if (!this.lanes.has(cursor.lane)) continue;
      const end = ends.get(cursor.lane) ?? 0;
      const isWiped = cursor.epoch !== null && cursor.epoch !== epoch;
      const position = isWiped ? await this.#firstKept(cursor.lane, end) : cursor.position;
      this.#hooks.lag?.(cursor.lane, end - position);
      if (isWiped)
        await this.#leader.query(sql.advanceCursor, [CONSUMER, cursor.lane, cursor.position, position, epoch]);
      if (end > position) behind.push({ ...cursor, position });
    }
    return behind;
  }

  async #publishPage({ lane, position }: Cursor, epoch: string): Promise<void> {
    const { log, sink, toFacts } = this.#parts;
    const values = [lane, position, PAGE_MAX];
    const { rows } = await log.pool.query<EventWithState>({ ...sql.laneWithStates, values });
    const facts: OutgoingFact[] = [];
    for (const recorded of rows) facts.push(...toFacts(recorded, await this.#states.after(recorded)));
    await sink.publish(facts);
    const last = rows.at(-1)?.position ?? position;
    await this.#leader.query(sql.advanceCursor, [CONSUMER, lane, position, last, epoch]);
    this.#hooks.published?.(lane, rows.length);
  }

  /** The last position that the broker would have dropped by age anyway, found by halving. */
  async #firstKept(lane: number, end: number): Promise<number> {
    let [older, kept] = [0, end + 1];
    while (kept - older > 1) {
      const middle = Math.floor((older + kept) / 2);
      const { rows } = await this.#parts.log.pool.query<{ isOlder: boolean }>({
        ...sql.recordedBefore,
        values: [lane, middle, RETENTION_MS],
      });
      if (rows[0]?.isOlder) older = middle;
      else kept = middle;
    }
    return older;
  }
}
