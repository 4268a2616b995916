import type { ConfigurationView, DraftView, LogView, ProgramView, SessionCountView } from '@tidemark/domain';
import type { SessionView, TimerView } from '@tidemark/domain';

/** What can be followed, and what it looks like. */
export interface Values {
  readonly timer: TimerView;
  readonly session: SessionView;
  readonly configuration: ConfigurationView;
  readonly sessionCount: SessionCountView;
  /** By the id of the program. */
  readonly progress: Readonly<Record<string, ProgramView>>;
  /** By the id of the draft; of one that the server does not have yet, the `commandId` it is created with. */
  readonly drafts: Readonly<Record<string, DraftView>>;
}

/** One of the things to follow. */
export type Kind = keyof Values;

/** What is known of one kind: being signed out, or not to know yet, is a state as any other [S8]. */
export interface KindState<Value> {
  readonly status: 'signed-out' | 'loading' | 'ready';
  readonly value: Value | null;
  /** True while some of it is only what this device expects the server to say. */
  readonly isGuess: boolean;
}

/** Where the newest of something is: still on this device, or on the server, which tells all other devices [X7]. */
export type Place = 'this-device' | 'server';

/** A part of a kind, as the server tells it. */
export type PartState = TimerView | SessionView | ConfigurationView | SessionCountView | LogView | DraftView;

/** Something that the server said: the whole state of a part, and how new it is. */
export interface News {
  readonly kind: Kind;
  readonly state: PartState;
}

/** How far this device has been told all changes of the kinds with many parts. */
export interface Reached {
  readonly progress?: number;
  readonly drafts?: number;
}

/** Under which name a part is kept. */
export function partOf({ kind, state }: News): string {
  if (kind === 'progress') {
    const { programId, week_number: week, day_number: day } = state as LogView;
    return `progress/${programId}/${week}.${day}`;
  }
  return kind === 'drafts' ? `drafts/${(state as DraftView).id}` : kind;
}

/** How the commands begin that change a kind. */
export const PREFIXES: Readonly<Record<Kind, string>> = {
  timer: 'timer/',
  session: 'session/',
  configuration: 'configuration/',
  sessionCount: 'session-count/',
  progress: 'progress/',
  drafts: 'draft/',
};
