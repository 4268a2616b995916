import type { Instant } from '@tidemark/domain';

/** A stream folded up to its last event, written in the same transaction as that event. */
export interface Head<State = unknown> {
  readonly streamId: string;
  readonly userId: string;
  readonly lane: number;
  readonly version: number;
  /** Where the last event stands in its lane; per user it only grows. */
  readonly position: number;
  readonly state: State;
  readonly dueAt: Instant | null;
  /** When the last event happened. */
  readonly occurredAt: Instant;
}
