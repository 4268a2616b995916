import type { Instant } from '@tidemark/domain';
import type { Head, RecordedEvent } from '@tidemark/event-log';
import type { CheckpointRow } from '@tidemark/projections';
import type { LogName } from '../access/logs';
import type { Breach } from './breach';

/** A stream as it is kept: its head, and the events up to it. */
export interface Stream {
  readonly schema: LogName;
  readonly head: Head;
  readonly lane: number;
  readonly events: readonly RecordedEvent[];
}

/** What is kept of the end of a day. */
export interface ResetRow {
  readonly userId: string;
  readonly version: number;
  readonly resetType: string;
  readonly previousCount: number;
  readonly newCount: number;
  readonly resetAt: Instant;
  readonly timezone: string;
  readonly tzdataVersion: string;
  readonly localResetTime: string;
  readonly localDate: string;
  readonly context: string;
  readonly recordedAt: Instant;
}

/** What is kept of a command. */
export interface CommandRow {
  readonly userId: string;
  readonly commandId: string;
  readonly streamId: string;
  readonly version: number;
  readonly isRejected: boolean;
  readonly recordedAt: Instant;
}

/** Who rings at the end of a user's day. */
export interface TaskRow {
  readonly userId: string;
  readonly active: boolean;
  readonly nextAt: Instant;
  readonly position: number;
}

/** How far the statistics have heard of a user's streams. */
export interface HeardRow {
  readonly userId: string;
  readonly versions: Readonly<Record<string, number>>;
  readonly isForgotten: boolean;
}

/** How far the erasure of a user has come. */
export interface ErasureRow {
  readonly userId: string;
  readonly askedAt: Instant;
  readonly isErased: boolean;
  /** Nothing was under way any more when all was gone through again. */
  readonly settledAt: Instant | null;
}

/** Everything that is kept of one user in all places. */
export interface UserStory {
  readonly userId: string;
  /** By the clock of the database, when reading began. */
  readonly readAt: Instant;
  readonly streams: readonly Stream[];
  readonly commands: readonly (CommandRow & { readonly schema: LogName })[];
  readonly checkpoints: readonly CheckpointRow[];
  /** How far checkpoints had come in the lane of this user before they were read. */
  readonly checkpointsReached: number;
  readonly heard: HeardRow | undefined;
  readonly resets: readonly ResetRow[];
  readonly task: TaskRow | undefined;
  readonly erasure: ErasureRow | undefined;
}

/** A proof that looks at one user. */
export type UserProof = (story: UserStory) => readonly Breach[];
