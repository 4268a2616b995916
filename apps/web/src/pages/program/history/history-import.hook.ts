import type { SessionSent } from '@tidemark/client';
import { useTidemark } from '@tidemark/client/react';
import type { SyncResult } from '@tidemark/domain';
import { useCallback, useState } from 'react';

/** So many go at once, so that somebody sees it move. */
const AT_ONCE = 50;

export interface ImportRun {
  readonly total: number;
  readonly results: readonly SyncResult[];
  /** Why it stopped before its end. */
  readonly trouble: string | null;
}

/** Brings workouts piece by piece. Whoever brings the same again changes nothing, so that a stopped one is just repeated. */
export function useHistoryImport(programId: string) {
  const client = useTidemark();
  const [run, setRun] = useState<ImportRun | null>(null);
  const start = useCallback(
    async (sessions: readonly SessionSent[]) => {
      let now: ImportRun = { total: sessions.length, results: [], trouble: null };
      setRun(now);
      for (let from = 0; from < sessions.length; from += AT_ONCE) {
        const piece = sessions.slice(from, from + AT_ONCE).map(datedAsDone);
        const outcome = await client.bulkSyncSessions(programId, piece);
        if (!outcome.ok) return setRun({ ...now, trouble: outcome.error.message });
        now = { ...now, results: [...now.results, ...outcome.value.results] };
        setRun(now);
      }
    },
    [client, programId],
  );
  return { run, start };
}

/** What was done long ago gives way to whatever was said of it since. */
function datedAsDone(session: SessionSent): SessionSent {
  return session.completed_at === undefined ? session : { at: session.completed_at, ...session };
}
