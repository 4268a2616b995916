import type { Instant } from '@tidemark/domain';
import type { Head } from '../head';

/** An event on its way into the log; its position and version come there. */
export interface NewEvent {
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  /** As `toWire` makes it. */
  readonly data: object;
  readonly commandId: string | null;
  readonly occurredAt: Instant;
}

/** What one command does to the log: its events and the head after them, or a refusal, or nothing at all. */
export interface Append {
  readonly streamId: string;
  readonly userId: string;
  readonly expectedVersion: number;
  readonly events: readonly NewEvent[];
  /** The fold after the events. */
  readonly state: unknown;
  readonly dueAt: Instant | null;
  /** The key under which the answer is kept for ever; wakes have none, since their version guards them. */
  readonly commandId: string | null;
  readonly hash: string;
  readonly rejection: string | null;
  readonly causationId: string | null;
  readonly correlationId: string | null;
  readonly deviceId: string | null;
}

/** What became of one command of a batch. */
export type AppendResult =
  | {
      readonly outcome: 'appended';
      readonly version: number;
      /** Of the last event; null where nothing happened. */
      readonly position: number | null;
      readonly recordedAt: Instant;
    }
  | {
      readonly outcome: 'repeated';
      readonly hash: string;
      readonly streamId: string;
      readonly version: number;
      readonly rejection: string | null;
      readonly recordedAt: Instant;
    }
  /** Somebody else was first; the head is null where the stream does not exist. */
  | { readonly outcome: 'conflict'; readonly head: Head | null };
