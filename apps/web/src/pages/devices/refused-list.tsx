import type { Entry } from '@tidemark/client';
import { useKind, useOutbox } from '@tidemark/client/react';
import { useState } from 'react';
import { QuestionDialog } from '../../shell/question-dialog';
import { saveAsFile } from '../../shell/file-saving';
import { ago } from '../../words/ago';
import { RefusedEditor } from './refused-editor';
import { refusalWords } from './wait-words';
import { wishWords } from './wish-words';

/** What the server would not have, until somebody decides what becomes of it [X7]. */
export function RefusedList({ now }: { readonly now: number }) {
  const { refused } = useOutbox();
  if (refused.length === 0) return null;
  return (
    <section className="card refused-list" aria-label="Refused">
      <header className="waiting-head">
        <h3>Refused by the server</h3>
        <button onClick={() => saveAsFile('tidemark-refused.json', refused)}>Save as a file</button>
      </header>
      <ul className="wishes">
        {refused.map((entry) => (
          <RefusedWish key={entry.key} entry={entry} now={now} />
        ))}
      </ul>
    </section>
  );
}

function RefusedWish({ entry, now }: { readonly entry: Entry; readonly now: number }) {
  const { resend, discard, flush } = useOutbox();
  const { value: drafts } = useKind('drafts');
  const [isEdited, setEdited] = useState(false);
  const [isAsking, setAsking] = useState(false);
  // Whoever says it once more waits for it, and not for more typing.
  const send = (data?: object) => void resend(entry.key, data).then(flush);
  const [reason = '', ...places] = refusalWords(entry);
  return (
    <li className="refused-wish">
      <strong>{wishWords(entry, drafts)}</strong>
      <span className="small quiet">{ago(entry.happenedAt, now)}</span>
      <span className="trouble">{reason}</span>
      {places.map((place) => (
        <span key={place} className="trouble small">
          {place}
        </span>
      ))}
      {isEdited ? (
        <RefusedEditor data={entry.data} onSend={send} onClose={() => setEdited(false)} />
      ) : (
        <span className="row">
          <button onClick={() => setEdited(true)}>Edit</button>
          <button onClick={() => send()}>Send again</button>
          <button className="plain dangerous" onClick={() => setAsking(true)}>
            Throw away …
          </button>
        </span>
      )}
      <QuestionDialog title="Throw this away?" isOpen={isAsking} onClose={() => setAsking(false)}>
        <p>{wishWords(entry, drafts)}: the server does not have it, and this device forgets it.</p>
        <span className="row">
          <button onClick={() => saveAsFile('tidemark-refused.json', [entry])}>Save as a file first</button>
          <button className="dangerous" onClick={() => void discard(entry.key)}>
            Throw away
          </button>
          <button className="plain" onClick={() => setAsking(false)}>
            Keep it
          </button>
        </span>
      </QuestionDialog>
    </li>
  );
}
