import { LRUCache } from 'lru-cache';
import type { AnyCommand, AnyEvent, Decider } from '@tidemark/domain';
import { bytesBy } from './bytes-by';
import type { EventLog } from '../log';
import { categoryOf, eventOf, type RecordedEvent } from '../recorded-event';
import { stateAt } from './state-at';

const STATES_MAX = 10_000;
/** All states together, by what their deciders say of them. */
const STATES_BYTES_MAX = 67_108_864;

/** A decider of any kind of stream. */
export type AnyDecider = Decider<unknown, AnyCommand, AnyEvent>;

/** An event together with the head's state, where the event is its stream's last. */
export type EventWithState = RecordedEvent & { readonly state: unknown };

/** Knows the exact state after each event of a lane that is read in order. */
export class StatesAfter {
  readonly #deciders: ReadonlyMap<string, AnyDecider>;
  readonly #states = new LRUCache<string, { readonly version: number; readonly state: unknown }>({
    max: STATES_MAX,
    maxSize: STATES_BYTES_MAX,
    sizeCalculation: ({ state }, streamId) => bytesBy(this.#deciders.get(categoryOf(streamId)), state),
  });

  constructor(
    readonly log: EventLog,
    deciders: readonly AnyDecider[],
  ) {
    this.#deciders = new Map(deciders.map((decider) => [decider.category, decider]));
  }

  async after(recorded: EventWithState): Promise<unknown> {
    const state = recorded.state ?? (await this.#fold(recorded));
    this.#states.set(recorded.streamId, { version: recorded.version, state });
    return state;
  }

  #fold(recorded: RecordedEvent): unknown {
    const { streamId, version } = recorded;
    const decider = this.#deciders.get(categoryOf(streamId));
    if (!decider) throw new Error(`Nobody here can fold ${streamId}`);
    const known = version === 1 ? { version: 0, state: decider.initial } : this.#states.get(streamId);
    if (known?.version === version - 1) return decider.evolve(known.state, eventOf(recorded));
    return stateAt(this.log, decider, streamId, version).then(({ state }) => state);
  }
}
