import type { Instant, Intensity, ProgramView, SyncResult } from '@tidemark/domain';
import { historyImport, type HistoryImport, type ImportOutcome } from './history-import';
import type { Outcome, Receipt } from './outbox/receipts';
import { batchesOf } from './training-batches';
import type { BulkSynced, SessionSent, TrainingParts } from './training-words';

/** Where a workout stands. */
export interface WorkoutPlace {
  readonly programId: string;
  readonly week: number;
  readonly day: number;
}

/** What may be said of a workout that is done. */
export interface WorkoutDone {
  readonly completed?: boolean;
  readonly completedAt?: Instant | string;
  readonly intensity?: Intensity;
  readonly scheduledDate?: string;
}

/** Training progress by the names that earlier clients know. */
export interface Training {
  syncSessionCompletion(place: WorkoutPlace, done?: WorkoutDone): Receipt;
  syncIntensityRating(place: WorkoutPlace, intensity: Intensity): Receipt;
  /** With `cascade`, all later workouts move by as many days. */
  syncScheduledDate(place: WorkoutPlace, scheduledDate: string, cascade?: boolean): Receipt;
  /** Asks the server; what waits here is in `get('progress')`. */
  fetchProgramProgress(programId: string): Promise<Outcome<ProgramView>>;
  /** Any number of workouts, each taken or rejected by itself. */
  bulkSyncSessions(programId: string, sessions: readonly SessionSent[]): Promise<Outcome<BulkSynced>>;
  /** Brings what an earlier program kept in this browser, once: it may be called with every start [S7]. */
  importHistory(history: HistoryImport): Promise<ImportOutcome>;
}

/** The functions of training, on top of commands. */
export function trainingOf(parts: TrainingParts): Training {
  const { command, ask } = parts;
  return {
    syncSessionCompletion(place, { completed, completedAt, intensity, scheduledDate } = {}) {
      const completed_at = completedAt === undefined ? undefined : new Date(completedAt).toISOString();
      const said = { completed, completed_at, intensity_rating: intensity, scheduled_date: scheduledDate };
      return command('progress/complete', { ...placed(place), ...said });
    },
    syncIntensityRating: (place, intensity) =>
      command('progress/intensity', { ...placed(place), intensity_rating: intensity }),
    syncScheduledDate: (place, scheduledDate, cascade = false) =>
      command('progress/schedule', { ...placed(place), scheduled_date: scheduledDate, cascade }),
    fetchProgramProgress: (programId) => ask(`/api/progress/${encodeURIComponent(programId)}`),
    async bulkSyncSessions(programId, sessions) {
      const results: SyncResult[] = [];
      for (const batch of batchesOf(sessions)) {
        const outcome = await command<BulkSynced>('progress/bulk-sync', { programId, sessions: batch }).settled;
        if (!outcome.ok) return outcome;
        results.push(...outcome.value.results);
      }
      return { ok: true, value: { results } };
    },
    importHistory: historyImport(parts),
  };
}

function placed({ programId, week, day }: WorkoutPlace) {
  return { programId, week_number: week, day_number: day };
}
