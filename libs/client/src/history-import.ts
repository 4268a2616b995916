import { toIso, type SyncResult } from '@tidemark/domain';
import type { SyncError } from './link/errors';
import { batchesOf } from './training-batches';
import type { BulkSynced, SessionSent, TrainingParts } from './training-words';

/** What an earlier program kept in this browser. */
export interface HistoryImport {
  /** Under which it is remembered how far this import has come, for each account. */
  readonly name: string;
  readonly programId: string;
  /** The same ones in the same order, whenever it is called. */
  readonly sessions: readonly SessionSent[];
}

/** Whether the server has all of it; if not, what is missing and why. */
export type ImportOutcome =
  | { readonly isDone: true }
  | { readonly isDone: false; readonly rejected: readonly SyncResult[]; readonly error: SyncError | null };

/** How far an import has come. */
interface Mark {
  readonly id: string;
  /** When it began: what was written down without a time counts as that old, on every attempt. */
  readonly beganAt: string;
  readonly batchesTaken: number;
  readonly isDone: boolean;
}

/** Brings a history batch by batch. A tab that dies on the way goes on with the same batch under the same key [S7]. */
export function historyImport({ command, notes, ready, userId, newKey, now }: TrainingParts) {
  return async ({ name, programId, sessions }: HistoryImport): Promise<ImportOutcome> => {
    await ready;
    const key = `import/${userId()}/${programId}/${name}`;
    const keep = async (mark: Mark) => {
      await notes.write([{ area: 'account', key, value: mark }]).catch(() => undefined);
      return mark;
    };
    const kept = (await notes.read('account', key).catch(() => undefined)) as Mark | undefined;
    if (kept?.isDone) return { isDone: true };

    let mark = kept ?? (await keep({ id: newKey(), beganAt: toIso(now()), batchesTaken: 0, isDone: false }));
    const dated = sessions.map((session) => ({ at: session.completed_at ?? mark.beganAt, ...session }));
    const rejected: SyncResult[] = [];
    for (const batch of batchesOf(dated).slice(mark.batchesTaken)) {
      const commandId = `${mark.id}-${mark.batchesTaken}`;
      const outcome = await command<BulkSynced>('progress/bulk-sync', { programId, sessions: batch }, commandId)
        .settled;
      if (!outcome.ok) return { isDone: false, rejected, error: outcome.error };
      rejected.push(...outcome.value.results.filter(({ status }) => status === 'rejected'));
      // What was rejected the server does not have: the next attempt begins with this batch, under another key.
      if (rejected.length === 0) mark = await keep({ ...mark, batchesTaken: mark.batchesTaken + 1 });
    }
    if (rejected.length === 0) {
      await keep({ ...mark, isDone: true });
      return { isDone: true };
    }
    await keep({ ...mark, id: newKey() });
    return { isDone: false, rejected, error: null };
  };
}
