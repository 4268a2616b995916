import { setImmediate as nextTurn } from 'node:timers/promises';
import { Bell } from '../deadlines/bell';
import type { FactSink, OutgoingFact, ToFacts } from './fact-sink';
import { LaneLeader, type LaneStanding } from './lane-leader';
import { PORTION_BYTES, type EventLog } from '../log';
import { sql } from '../sql';
import { StatesAfter, type AnyDecider, type EventWithState } from '../deciding/states-after';

const CONSUMER = 'relay';
/** Of each lane in one round. */
const PAGE_MAX = 500;
const POLL_EVERY_MS = 250;
/** Making facts of a page takes a while; whoever waits for an answer is served after so many of each lane. */
const FACTS_AT_ONCE = 25;
/** Under load this much is gathered for one round, which leaves the machine to those who wait for an answer. */
const GATHER_MS = 2;
const PAUSE_AFTER_FAILURE_MS = 500;

/** What metrics and logs want to know. */
export interface RelayHooks {
  published?(lane: number, events: number): void;
  failed?(failure: unknown): void;
}

/** What a relay reads, and where it publishes. */
export interface RelayParts {
  readonly log: EventLog;
  readonly sink: FactSink;
  /** Of every category in the log. */
  readonly deciders: readonly AnyDecider[];
  readonly toFacts: ToFacts;
  readonly hooks?: RelayHooks;
}

/** How far a lane was told, before a round and after it. */
interface Step {
  readonly lane: number;
  readonly before: number;
  readonly position: number;
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
        if (worked) await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
        else await this.#bell.rest(POLL_EVERY_MS);
      } catch (failure) {
        this.#hooks.failed?.(failure);
        await new Promise((resolve) => setTimeout(resolve, PAUSE_AFTER_FAILURE_MS));
      }
    }
  }

  /** Brings every lane we lead one page on; false when there is nothing to do. */
  async #round(): Promise<boolean> {
    const lanes = await this.#leader.contend(CONSUMER);
    if (this.lanes.size === 0) return false;
    const epoch = await this.#parts.sink.epoch();
    const led = lanes.filter(({ standing }) => standing === 'led');
    const wiped = led.filter((lane) => lane.epoch !== null && lane.epoch !== epoch);
    const behind = led.filter(({ end, position }) => end > position);
    if (wiped.length > 0) await this.#startAnew(wiped, epoch);
    else if (behind.length > 0) await this.#publishPages(behind, epoch);
    return wiped.length > 0 || behind.length > 0 || lanes.some(({ standing }) => standing === 'won');
  }

  /** A store that was wiped is told again what it would have kept, from the next round on. */
  async #startAnew(wiped: readonly LaneStanding[], epoch: string): Promise<void> {
    const steps = wiped.map(async ({ lane, end, position }): Promise<Step> => {
      return { lane, before: position, position: await this.#firstKept(lane, end) };
    });
    await this.#advance(await Promise.all(steps), epoch);
  }

  /** Lanes do not wait for one another's trouble: what was told is noted before a failure is. */
  async #publishPages(behind: readonly LaneStanding[], epoch: string): Promise<void> {
    const values = [behind.map(({ lane }) => lane), behind.map(({ position }) => position), PAGE_MAX, PORTION_BYTES];
    const { rows } = await this.#parts.log.pool.query<EventWithState>({ ...sql.lanesWithStates, values });
    const told = await Promise.allSettled(
      behind.map(async ({ lane, position: before }): Promise<Step[]> => {
        const page = rows.filter((row) => row.lane === lane);
        await this.#publish(page);
        const last = page.at(-1);
        this.#hooks.published?.(lane, page.length);
        return last ? [{ lane, before, position: last.position }] : [];
      }),
    );
    await this.#advance(
      told.flatMap((result) => (result.status === 'fulfilled' ? result.value : [])),
      epoch,
    );
    const failed = told.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }

  async #publish(page: readonly EventWithState[]): Promise<void> {
    const facts: OutgoingFact[] = [];
    for (let from = 0; from < page.length; from += FACTS_AT_ONCE) {
      const some = page.slice(from, from + FACTS_AT_ONCE);
      const states: unknown[] = [];
      for (const recorded of some) states.push(await this.#states.after(recorded));
      const told = await Promise.all(some.map((recorded, index) => this.#parts.toFacts(recorded, states[index])));
      facts.push(...told.flat());
      await nextTurn();
    }
    await this.#parts.sink.publish(facts);
  }

  async #advance(steps: readonly Step[], epoch: string): Promise<void> {
    if (steps.length === 0) return;
    const columns = [
      steps.map(({ lane }) => lane),
      steps.map(({ before }) => before),
      steps.map(({ position }) => position),
    ];
    await this.#leader.query(sql.advanceCursors, [CONSUMER, epoch, ...columns]);
  }

  /** The last position that the broker would have dropped by age anyway, found by halving. */
  async #firstKept(lane: number, end: number): Promise<number> {
    let [older, kept] = [0, end + 1];
    while (kept - older > 1) {
      const middle = Math.floor((older + kept) / 2);
      const { rows } = await this.#parts.log.pool.query<{ isOlder: boolean }>({
        ...sql.recordedBefore,
        values: [lane, middle, this.#parts.sink.keptForMs],
      });
      if (rows[0]?.isOlder) older = middle;
      else kept = middle;
    }
    return older;
  }
}
