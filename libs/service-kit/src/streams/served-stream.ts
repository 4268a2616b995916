import type { CommandEnvelope, Given as Known, StreamContract } from '@tidemark/contracts';
import type { AnyCommand, AnyEvent, Instant, Told } from '@tidemark/domain';
import type { CommandHandler, Context, Given } from '@tidemark/event-log';

/** From where, and when, a state is looked at. */
export interface SeenFrom {
  /** The command that is answered, and what it says. */
  readonly name: string;
  readonly body: object;
  readonly userId: string;
  readonly now: Instant;
  readonly lastSeenAt: Instant;
  readonly version: number;
  readonly revision: number;
}

/** A command that was taken, for whoever answers it with more than the view after it. */
export interface Taken<State, Event extends AnyEvent> {
  readonly state: State;
  /** What it brought about. */
  readonly events: readonly Event[];
  /** When it was told, by what is recorded of it. */
  readonly told: Told;
  /** The state that it was decided on. */
  before(): Promise<State>;
}

/** A command on its way to be decided. */
export type Said = Pick<CommandEnvelope, 'name' | 'userId' | 'commandId'> & { readonly body: object };

/** A stream type as a service serves it: what may be said, who decides, and what the outside sees. */
export interface ServedStream<
  State,
  Command extends AnyCommand,
  Event extends AnyEvent,
  Extra extends Context,
  Found extends object = object,
> {
  readonly contract: StreamContract<Command, Given<Extra> & Known & Found>;
  readonly handler: CommandHandler<State, Command, Event, Extra>;
  streamIdOf(userId: string, body: object, commandId: string): string;
  /** What a command needs to know of other places and earlier times; it may be a moment old when it is decided. */
  lookUp?(said: Said): Promise<Found>;
  /** What the outside sees; a refusal shows it too. */
  view(state: State, seen: SeenFrom): Promise<object> | object;
  /** What a command that was taken is answered with, where that is not the view. It must be the same for every repetition. */
  answer?(taken: Taken<State, Event>, seen: SeenFrom): Promise<object> | object;
}
