import { useKind, useNow, useSyncStatus } from '@tidemark/client/react';
import { SECOND } from '@tidemark/domain';
import { useEffect, useRef } from 'react';
import { useRoute } from 'wouter';
import './drafts.css';
import { DraftEditor } from './draft-editor';
import { DraftPicker } from './list/draft-picker';
import { shelvesOf } from './list/draft-shelves';
import { titleOf } from './draft-words';
import { useLeaving } from './leaving.hook';
import { NewDraft } from './list/new-draft';
import { useSameDraft } from './same-draft.hook';

const AGO_EVERY_MS = 10 * SECOND;

export function DraftsPage() {
  const [, at] = useRoute('/drafts/:id');
  const { status, value } = useKind('drafts');
  const { userId, link } = useSyncStatus();
  const now = useNow(AGO_EVERY_MS);
  const { leaving, discard, takeBack } = useLeaving();
  const same = useSameDraft(at?.id ?? null);
  const all = Object.values(value ?? {});
  const shelves = shelvesOf(all, now, leaving?.id ?? null);
  const isLoading = status === 'loading';
  const section = useRef<HTMLElement>(null);
  const shown = same?.key ?? null;
  const seen = useRef(shown);
  useEffect(() => {
    if (seen.current === shown) return;
    seen.current = shown;
    // What was pressed to come here is gone, and with it the place of whoever uses keys.
    if (document.activeElement === document.body) section.current?.focus({ preventScroll: true });
  }, [shown]);

  return (
    <section ref={section} tabIndex={-1} className="page drafts">
      {leaving && (
        <p className="notice" role="status">
          <span>“{titleOf(leaving)}” is thrown away.</span>
          <button onClick={takeBack}>Undo</button>
        </p>
      )}
      {same ? (
        <DraftEditor key={same.key} id={same.id} now={now} onDiscard={discard} />
      ) : (
        <>
          <header className="drafts-head">
            <h2>Drafts</h2>
            <p className="quiet">
              A form that keeps itself: what you type is saved as you type, on this device and on the server. Close the
              tab, lose the network, go on elsewhere.
            </p>
          </header>
          {isLoading ? (
            <p className="loading">
              {link === 'offline' ? 'No draft is known on this device yet.' : 'Looking what is kept here …'}
            </p>
          ) : (
            <DraftPicker shelves={shelves} now={now} isSignedIn={userId !== null} />
          )}
          <NewDraft drafts={all} />
        </>
      )}
    </section>
  );
}
