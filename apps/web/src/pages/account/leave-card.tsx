import type { Entry } from '@tidemark/client';
import { useKind, useTidemark } from '@tidemark/client/react';
import { useState } from 'react';
import { QuestionDialog } from '../../shell/question-dialog';
import { saveAsFile } from '../../shell/file-saving';
import { wishWords } from '../devices/wish-words';
import { changesWords } from './account-words';

/** The first of what would be lost say what it is. */
const SHOWN_MAX = 8;

/** The way out, which asks before anything would be lost [S10]. */
export function LeaveCard({ isGuest }: { readonly isGuest: boolean }) {
  const client = useTidemark();
  const { value: drafts } = useKind('drafts');
  const [unsent, setUnsent] = useState<readonly Entry[] | null>(null);

  async function leave() {
    if (isGuest) return setUnsent([...client.pending(), ...client.refused()]);
    const left = await client.signOut();
    if (!left.isSignedOut) setUnsent(left.unsent);
  }
  async function leaveAnyway() {
    setUnsent(null);
    await client.signOut(() => true);
  }

  return (
    <section className="card part" aria-label="Log out">
      <div>
        <h3>Log out</h3>
        <p className="quiet">
          {isGuest
            ? 'This device forgets your day, and nobody can come back to it: create an account first.'
            : 'This device forgets your day. The server keeps it until you come back.'}
        </p>
      </div>
      <span className="part-act">
        <button onClick={() => void leave()}>Log out</button>
      </span>
      <QuestionDialog title="Log out all the same?" isOpen={unsent !== null} onClose={() => setUnsent(null)}>
        {isGuest && <p>You are a guest: without an e-mail address nobody can come back to this day, not even you.</p>}
        {unsent !== null && unsent.length > 0 && (
          <>
            <p>
              {changesWords(unsent.length)} {unsent.length === 1 ? 'is' : 'are'} on this device only, and would be lost:
            </p>
            <ul className="lost">
              {unsent.slice(0, SHOWN_MAX).map((entry) => (
                <li key={entry.key}>{wishWords(entry, drafts)}</li>
              ))}
              {unsent.length > SHOWN_MAX && <li>and {unsent.length - SHOWN_MAX} more</li>}
            </ul>
          </>
        )}
        <span className="row">
          <button className="primary" onClick={() => setUnsent(null)}>
            Stay
          </button>
          {unsent !== null && unsent.length > 0 && (
            <button onClick={() => saveAsFile('tidemark-unsent.json', unsent)}>Save as a file</button>
          )}
          <button className="dangerous" onClick={() => void leaveAnyway()}>
            Log out{unsent !== null && unsent.length > 0 ? ' and lose them' : ''}
          </button>
        </span>
      </QuestionDialog>
    </section>
  );
}
