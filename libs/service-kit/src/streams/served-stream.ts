import type { Given as Known, StreamContract } from '@tidemark/contracts';
import type { AnyCommand, AnyEvent, Instant } from '@tidemark/domain';
import type { CommandHandler, Context, Given } from '@tidemark/event-log';

/** From where, and when, a state is looked at. */
export interface SeenFrom {
  /** The command that is answered. */
  readonly name: string;
  readonly userId: string;
  readonly now: Instant;
  readonly lastSeenAt: Instant;
  readonly version: number;
  readonly revision: number;
}

/** A stream type as a service serves it: what may be said, who decides, and what the outside sees. */
export interface ServedStream<State, Command extends AnyCommand, Event extends AnyEvent, Extra extends Context> {
  readonly contract: StreamContract<Command, Given<Extra> & Known>;
  readonly handler: CommandHandler<State, Command, Event, Extra>;
  streamIdOf(userId: string, body: object): string;
  /** What the outside sees, and of a command what it brought about. */
  view(state: State, seen: SeenFrom, brought: readonly Event[]): Promise<object> | object;
}
