import { useSyncStatus } from '@tidemark/client/react';
import { useState, type ChangeEvent } from 'react';
import { useBegin } from '../../../components/form/begin.hook';
import { FILE_BYTES_MAX, readHistory, type HistoryRead } from './history-file';
import { useHistoryImport, type ImportRun } from './history-import.hook';

const TOLD_MAX = 20;

/** Brings what was written down elsewhere: a file is read here, looked at, and sent piece by piece [S7]. */
export function HistoryImport({ programId }: { readonly programId: string }) {
  const { begin, trouble } = useBegin();
  const { run, start } = useHistoryImport(programId);
  const [read, setRead] = useState<HistoryRead | null>(null);
  const isRunning = run !== null && run.trouble === null && run.results.length < run.total;

  async function look({ target }: ChangeEvent<HTMLInputElement>): Promise<void> {
    const file = target.files?.[0];
    if (!file) return;
    const tooLarge = { sessions: [], unread: ['This file is larger than 5 MB.'] };
    setRead(file.size > FILE_BYTES_MAX ? tooLarge : readHistory(await file.text()));
  }

  async function bring({ sessions }: HistoryRead): Promise<void> {
    if (await begin()) await start(sessions);
  }

  return (
    <details className="card history-import">
      <summary>Bring an earlier history</summary>
      <div className="history-body">
        <p className="quiet small">
          A CSV file with columns such as <code>week, day, completed_at, intensity, scheduled_date</code>, or JSON: a
          list of objects with the same fields. What is known already stays as it is.
        </p>
        <input
          type="file"
          accept=".csv,.json,text/csv,application/json"
          aria-label="File"
          onChange={(event) => void look(event)}
        />
        {read !== null && (
          <>
            <p role="status">{foundWords(read)}</p>
            <Lines lines={read.unread} />
            <button
              type="button"
              className="primary"
              disabled={read.sessions.length === 0 || isRunning}
              onClick={() => void bring(read)}
            >
              Bring {read.sessions.length}
            </button>
          </>
        )}
        {trouble !== null && <p className="trouble">{trouble}</p>}
        {run !== null && <Progress run={run} isRunning={isRunning} />}
      </div>
    </details>
  );
}

function Progress({
  run: { total, results, trouble },
  isRunning,
}: {
  readonly run: ImportRun;
  readonly isRunning: boolean;
}) {
  const { link } = useSyncStatus();
  const count = (status: string) => results.filter((result) => result.status === status).length;
  const rejected = results.flatMap(({ status, error, week_number: week, day_number: day }) =>
    status === 'rejected' ? [`Week ${week}, day ${day}: ${reasonOf(error)}`] : [],
  );
  return (
    <>
      <progress max={total} value={results.length} aria-label="Workouts brought" />
      <p role="status" className="number">
        {results.length} of {total}: {count('applied')} brought, {count('unchanged')} known already, {rejected.length}{' '}
        refused
        {isRunning && link !== 'live' && ' – waiting for the connection'}
      </p>
      {trouble !== null && <p className="trouble">{trouble}</p>}
      <Lines lines={rejected} />
    </>
  );
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <ul className="small trouble">
      {lines.slice(0, TOLD_MAX).map((line, nth) => (
        <li key={nth}>{line}</li>
      ))}
      {lines.length > TOLD_MAX && <li>and {lines.length - TOLD_MAX} more</li>}
    </ul>
  );
}

function reasonOf(error: { readonly message: string; readonly details: unknown } | undefined): string {
  const [first] = Array.isArray(error?.details) ? (error.details as readonly { readonly message: string }[]) : [];
  return first?.message ?? error?.message ?? '';
}

function foundWords({ sessions, unread }: HistoryRead): string {
  const found = sessions.length === 1 ? '1 workout found' : `${sessions.length} workouts found`;
  if (unread.length === 0) return found;
  return `${found}, ${unread.length === 1 ? '1 line' : `${unread.length} lines`} not understood`;
}
