import type { TimerView } from '@tidemark/domain';

/** What goes over the socket, as the contract has it; only what this page speaks and hears. */
export type Answer<Body> = ({ readonly ok: true } & Body) | { readonly ok: false; readonly error: Failure };

export interface Failure {
  readonly code: string;
  readonly message: string;
  /** The current state, where it was the state that forbade it. */
  readonly details?: unknown;
}

export type CommandName = `timer/${'start' | 'pause' | 'resume' | 'skip' | 'stop' | 'extend' | 'task'}`;

export interface Command {
  readonly name: CommandName;
  readonly commandId: string;
  /** When it really happened, for what was pressed without a connection. */
  readonly at?: string;
  readonly data: object;
}

export interface Told {
  readonly serverTime: string;
}

export interface HeartbeatAnswer extends Told {
  readonly missed: { readonly timer?: TimerView | null };
}

export interface Heard {
  snapshot: (snapshot: Told & { timer: TimerView | null }) => void;
  changed: (changed: { kind: string; state: unknown }) => void;
  auth_expired: () => void;
}

type Question = (body: object, answer: (answer: unknown) => void) => void;

export interface Spoken {
  command: Question;
  heartbeat: Question;
  time: Question;
  auth: Question;
}
