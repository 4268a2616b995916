import { randomUUID } from 'node:crypto';
import { fold, type AnyCommand, type AnyEvent, type Instant } from '@tidemark/domain';
import type { Context, StreamType } from './stream-type';

/** A stream that still wants to be woken after so many wakes never comes to rest, which is a mistake in its decider. */
const WAKES_MAX = 1_000;

/** An event, when it happened, and the command that it came of. */
export interface Dated<Event> {
  readonly event: Event;
  readonly occurredAt: Instant;
  readonly commandId: string | null;
}

/** A state, and the events that led to it and are not appended yet. */
export interface Settled<State, Event> {
  readonly state: State;
  readonly events: readonly Dated<Event>[];
}

/**
 * Lets every deadline up to an instant speak, each dated exactly when it was due, however late that is noticed. The
 * sweeper settles a stream up to now; a command settles it up to the moment at which the command happened.
 */
export function settle<State, Command extends AnyCommand, Event extends AnyEvent, Extra extends Context>(
  { decider, wake }: StreamType<State, Command, Event, Extra>,
  from: State,
  until: Instant,
  context: Extra,
): Settled<State, Event> {
  const events: Dated<Event>[] = [];
  let state = from;
  for (let wakes = 0; wakes < WAKES_MAX; wakes += 1) {
    const at = (decider.endsAt ?? decider.dueAt)?.call(decider, state, context.lastSeenAt) ?? null;
    if (!wake || at === null || at > until) return { state, events };
    const command = wake({ ...context, at, receivedAt: until, newId: randomUUID() });
    const said = decider.decide(state, command);
    if (said.length === 0) return { state, events };
    events.push(...said.map((event) => ({ event, occurredAt: at, commandId: null })));
    state = fold(decider, state, said);
  }
  throw new Error(`A stream of ${decider.category} never comes to rest`);
}
