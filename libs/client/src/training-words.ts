import type { Instant, Intensity, SyncResult } from '@tidemark/domain';
import type { CommandName } from './link/routes';
import type { Outcome, Receipt } from './outbox/receipts';
import type { Storage } from './storage/storage';

/** One workout of many, as the server takes it. */
export interface SessionSent {
  readonly week_number: number;
  readonly day_number: number;
  readonly completed?: boolean;
  readonly completed_at?: string;
  readonly intensity_rating?: Intensity;
  readonly scheduled_date?: string;
  readonly exercise_logs?: readonly object[];
  /** When it was written down; it gives way to newer changes. */
  readonly at?: string;
}

/** What became of many workouts at once; one that was rejected says why in its result. */
export interface BulkSynced {
  readonly results: readonly SyncResult[];
}

/** What training needs of the client. */
export interface TrainingParts {
  readonly ready: Promise<void>;
  readonly notes: Storage;
  command<Value>(name: CommandName, data: object, commandId?: string): Receipt<Value>;
  ask<Body>(path: string): Promise<Outcome<Body>>;
  userId(): string | null;
  newKey(): string;
  now(): Instant;
}
