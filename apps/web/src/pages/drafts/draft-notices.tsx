import type { Entry } from '@tidemark/client';
import { useOutbox, useTidemark } from '@tidemark/client/react';
import type { DraftView, OverwrittenView } from '@tidemark/domain';
import { useState } from 'react';
import { Link } from 'wouter';
import { overwrittenWords } from './draft-words';

/** What needs a word: a wish that was refused, and fields in which two devices were at odds. */
export function DraftNotices({ draft }: { readonly draft: DraftView }) {
  const { refused } = useOutbox();
  const [readVersion, setReadVersion] = useState(0);
  const own = refused.filter(({ name, data }) => name.startsWith('draft/') && data['id'] === draft.id);
  return (
    <>
      {own.map((entry) => (
        <Refused key={entry.key} entry={entry} />
      ))}
      {draft.overwritten.length > 0 && readVersion < draft.version && (
        <section className="notice overwritten" role="status">
          <ul>
            {draft.overwritten.map((field) => (
              <OverwrittenField key={field.path} draft={draft} field={field} />
            ))}
          </ul>
          <button onClick={() => setReadVersion(draft.version)}>Fine as it is</button>
        </section>
      )}
    </>
  );
}

function Refused({ entry }: { readonly entry: Entry }) {
  const { resend, discard, flush } = useOutbox();
  const { active } = (entry.refusal?.details ?? {}) as { active?: { id: string; title: string } };
  return (
    <section className="notice refused" role="alert">
      <span>
        {entry.refusal?.message}{' '}
        {active && <Link href={`/drafts/${active.id}`}>Open “{active.title || 'Untitled'}”</Link>}
      </span>
      <span className="row">
        <button onClick={() => void resend(entry.key).then(flush)}>Try again</button>
        <button className="plain" onClick={() => void discard(entry.key)}>
          Leave it
        </button>
      </span>
    </section>
  );
}

/** What they wrote is read from their version, whole, however long it is. */
function OverwrittenField({ draft, field }: { readonly draft: DraftView; readonly field: OverwrittenView }) {
  const client = useTidemark();
  const { path, version, stands, theirs } = field;
  const takeTheirs = path.startsWith('/')
    ? () => client.command('draft/restore-version', { id: draft.id, n: version, paths: [path] })
    : () => client.command('draft/save', { id: draft.id, data: draft.data, title: String(theirs) });
  return (
    <li>
      <span>{overwrittenWords(field)}</span>
      {stands === 'sent' && path !== '' && <button onClick={takeTheirs}>Take theirs</button>}
    </li>
  );
}
