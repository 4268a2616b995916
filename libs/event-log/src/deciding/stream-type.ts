import type { AnyCommand, AnyEvent, Decider, Instant, Rejection, Told } from '@tidemark/domain';

/** What deciding needs beside the state; a service adds its own, such as settings. */
export interface Context {
  /** The owner's last sign of life. */
  readonly lastSeenAt: Instant;
}

/** What is known when a deadline speaks. */
export type Waking<Extra extends Context = Context> = Extra & {
  readonly at: Instant;
  readonly receivedAt: Instant;
  /** Fresh for each attempt at deciding. */
  readonly newId: string;
};

/** What is known at the moment of deciding a wish. */
export type Given<Extra extends Context = Context> = Waking<Extra> & {
  /** How far the stream had come: the lane position of its last event, 0 before the first. */
  readonly revision: number;
};

/** One kind of stream as the log handles it: its decider, and how to tell it what it cannot know. */
export interface StreamType<
  State,
  Command extends AnyCommand,
  Event extends AnyEvent,
  Extra extends Context = Context,
> {
  readonly decider: Decider<State, Command, Event>;
  contextOf(userId: string): Promise<Extra> | Extra;
  /** The command with which a deadline speaks; needed where the decider has `dueAt`. */
  wake?(given: Waking<Extra>): Command;
}

/** Who wants something of which stream, under which key. */
export interface Order {
  readonly userId: string;
  readonly streamId: string;
  readonly commandId: string;
  /** Of everything that the command says; the same key with another hash is refused. */
  readonly hash: string;
  /** The device's claim of when it happened; nothing means now. */
  readonly at?: Instant;
  /** Said by ourselves about something that is recorded, which may be of any age. */
  readonly isCertain?: boolean;
  readonly deviceId?: string;
  readonly correlationId?: string;
  readonly causationId?: string;
}

/** The answer to a command, the same for every repetition of its key. */
export interface Outcome<State, Event extends AnyEvent> {
  readonly state: State;
  readonly version: number;
  /** The lane position of the stream's last event: the revision that clients compare. */
  readonly position: number;
  readonly recordedAt: Instant;
  /** What was appended, deadlines that had passed included; when the key is repeated, what its command brought. */
  readonly events: readonly Event[];
  readonly rejection: Rejection | null;
  readonly repeated: boolean;
}

/** What became of a command: its answer, and what it was decided by. */
export interface Decided<State, Event extends AnyEvent> extends Outcome<State, Event> {
  /** When it was told, by what is recorded of it. */
  readonly told: Told;
  /** The state that it was decided on. */
  before(): Promise<State>;
}
