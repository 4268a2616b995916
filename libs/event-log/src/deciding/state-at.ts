import { fold, type AnyEvent, type Decider } from '@tidemark/domain';
import { PAGE_MAX, type EventLog } from '../log';
import { eventOf, type RecordedEvent } from '../recorded-event';

/** A stream as it stood at a version. */
export interface StateAt<State> {
  readonly state: State;
  /** Of the event that made it; 0 before the first. */
  readonly position: number;
}

/** A stream as it stood at a moment: its events up to the first that happened later, however late they were told. */
export async function stateAsOf<State, Event extends AnyEvent>(
  log: EventLog,
  decider: Pick<Decider<State, never, Event>, 'initial' | 'evolve'>,
  streamId: string,
  hadHappened: (event: Event, recorded: RecordedEvent) => boolean,
): Promise<StateAt<State> & { readonly version: number }> {
  const stood = { state: decider.initial, position: 0, version: 0 };
  for (let after = 0; ;) {
    const page = await log.readPortion(streamId, after);
    for (const recorded of page) {
      const event = eventOf<Event>(recorded);
      if (!hadHappened(event, recorded)) continue;
      stood.state = decider.evolve(stood.state, event);
      stood.position = recorded.position;
      stood.version = recorded.version;
    }
    if (page.length === 0) return stood;
    after += page.length;
  }
}

/** A stream as it stood after one of its events, folded from the log. */
export async function stateAt<State, Event extends AnyEvent>(
  log: EventLog,
  decider: Pick<Decider<State, never, Event>, 'initial' | 'evolve'>,
  streamId: string,
  version: number,
): Promise<StateAt<State>> {
  let { initial: state } = decider;
  let position = 0;
  let folded = 0;
  while (folded < version) {
    const page = await log.readPortion(streamId, folded, Math.min(PAGE_MAX, version - folded));
    if (page.length === 0) throw new Error(`${streamId} ends before version ${version}`);
    state = fold(decider, state, page.map(eventOf<Event>));
    position = page.at(-1)!.position;
    folded += page.length;
  }
  return { state, position };
}
