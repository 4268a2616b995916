/** Milliseconds since 1970 in UTC. Arithmetic is on instants; calendars are elsewhere. */
export type Instant = number;

/** Durations are in milliseconds. */
export const SECOND = 1_000;
/** Sixty of them. */
export const MINUTE = 60 * SECOND;
/** The longest that always lasts the same; how long a day is, a calendar says. */
export const HOUR = 60 * MINUTE;

/** Turns a table of `{ EventName: payload }` into the union of its events. */
export type EventsOf<Table> = {
  [Type in keyof Table & string]: { readonly type: Type; readonly data: Table[Type] };
}[keyof Table & string];

/** What every command knows: when it really happened, and when we heard of it. */
export interface Told {
  readonly at: Instant;
  /** Later than `at` for work done offline. */
  readonly receivedAt: Instant;
}

/** Turns a table of `{ CommandName: arguments }` into the union of its commands. */
export type CommandsOf<Table> = {
  [Type in keyof Table & string]: { readonly type: Type } & Told & Table[Type];
}[keyof Table & string];

/** The least that any command has. */
export type AnyCommand = { readonly type: string } & Told;

/** The least that any event has. */
export interface AnyEvent {
  readonly type: string;
  readonly data: object;
}

/**
 * One kind of stream as one value. `decide` may refuse with a Rejection; `evolve` takes events as true.
 * Neither reads a clock, draws a random number or asks for a time zone: what they need is in the command.
 */
export interface Decider<State, Command extends AnyCommand, Event extends AnyEvent> {
  readonly category: string;
  readonly initial: State;
  decide(state: State, command: Command): readonly Event[];
  evolve(state: State, event: Event): State;
  /**
   * When this state ends by itself, where it does; `lastSeenAt` is the owner's last sign of life. Nothing dated then or
   * later may be decided before the stream was woken for it, and the wake is dated to this instant.
   */
  endsAt?(state: State, lastSeenAt?: Instant): Instant | null;
  /** When somebody must wake the stream though nobody asks: `endsAt`, or a little later. */
  dueAt?(state: State, lastSeenAt?: Instant): Instant | null;
  /** The earliest instant a late command may claim; without it, the stream's last event. */
  notBefore?(state: State, commandType: Command['type']): Instant | null;
  /** About how large a state is, where it may be large: whoever remembers states remembers fewer of these. */
  bytesOf?(state: State): number;
}

/** Folds events onto a state. */
export function fold<State, Event extends AnyEvent>(
  decider: Pick<Decider<State, never, Event>, 'evolve'>,
  state: State,
  events: readonly Event[],
): State {
  return events.reduce((folded, event) => decider.evolve(folded, event), state);
}

/** Stops compiling where a case of a union was forgotten. */
export function unreachable(value: never): never {
  throw new Error(`Nobody thought of ${JSON.stringify(value)}`);
}
