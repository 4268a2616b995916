import type { Entry } from '@tidemark/client';
import { useKind, useOutbox, useSyncStatus, useTidemark } from '@tidemark/client/react';
import { useState } from 'react';
import { QuestionDialog } from '../../shell/question-dialog';
import { saveAsFile } from '../../shell/file-saving';
import { ago } from '../../words/ago';
import { waitWords } from './wait-words';
import { wishWords } from './wish-words';

/** A long queue is a number; its first items say what it is. */
const SHOWN_MAX = 50;

/** What is on this device only, in the order in which it goes [S3]. */
export function WaitingList({ now }: { readonly now: number }) {
  const client = useTidemark();
  const { pending, flush } = useOutbox();
  const status = useSyncStatus();
  const { value: drafts } = useKind('drafts');
  const [isAsking, setAsking] = useState(false);
  const [gone, setGone] = useState<readonly Entry[]>([]);
  const { items } = client.getRetryQueueStatus();
  const attemptsOf = (key: string) => items.find((item) => item.key === key)?.attempts ?? 0;

  async function clear() {
    setAsking(false);
    setGone(await client.clearAllPendingSyncs());
  }

  return (
    <section className="card waiting" aria-label="On its way">
      <header className="waiting-head">
        <h3>On its way to the server</h3>
        {pending.length > 0 && (
          <span className="row">
            <button onClick={flush}>Send now</button>
            <button className="plain dangerous" onClick={() => setAsking(true)}>
              Throw all away …
            </button>
          </span>
        )}
      </header>
      {pending.length === 0 ? (
        <p className="quiet">
          Nothing waits: what you do goes to the server at once, and is kept here until it is there.
        </p>
      ) : (
        <ol className="wishes">
          {pending.slice(0, SHOWN_MAX).map((entry) => (
            <li key={entry.key}>
              <strong>{wishWords(entry, drafts)}</strong>
              <span className="small quiet">
                {ago(entry.happenedAt, now)} — {waitWords(entry, attemptsOf(entry.key), status)}
              </span>
            </li>
          ))}
        </ol>
      )}
      {pending.length > SHOWN_MAX && <p className="small quiet">and {pending.length - SHOWN_MAX} more after these</p>}
      {gone.length > 0 && (
        <p className="row" role="status">
          <span>{gone.length === 1 ? '1 change was' : `${gone.length} changes were`} thrown away.</span>
          <button onClick={() => saveAsFile('tidemark-thrown-away.json', gone)}>Save them as a file</button>
        </p>
      )}
      <QuestionDialog title="Throw away what waits?" isOpen={isAsking} onClose={() => setAsking(false)}>
        <p>
          {pending.length === 1 ? '1 change has' : `${pending.length} changes have`} not reached the server. Thrown
          away, no device will ever know of them.
        </p>
        <span className="row">
          <button onClick={() => saveAsFile('tidemark-waiting.json', pending)}>Save as a file first</button>
          <button className="dangerous" onClick={() => void clear()}>
            Throw away
          </button>
          <button className="plain" onClick={() => setAsking(false)}>
            Keep them
          </button>
        </span>
      </QuestionDialog>
    </section>
  );
}
