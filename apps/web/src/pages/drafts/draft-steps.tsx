import { useDraft, useDrafts, useTidemark } from '@tidemark/client/react';
import type { DraftView } from '@tidemark/domain';
import { useLocation } from 'wouter';
import { longDate } from './draft-words';

/** What can become of a draft now, with what it means. */
export function DraftSteps({ draft, onDiscard }: { readonly draft: DraftView; onDiscard(): void }) {
  const client = useTidemark();
  const { promote, close } = useDraft(draft.id);
  const { create } = useDrafts();
  const [, navigate] = useLocation();
  const { id, status, profileId, subjectId, title, data, expiresAt, recoverableUntil } = draft;

  async function beginFrom() {
    const { commandId, durable } = create({ profileId, subjectId, title, data });
    await durable;
    navigate(`/drafts/${commandId}`);
  }

  if (status === 'expired') {
    return (
      <section className="card draft-steps" aria-label="What next">
        <p className="small quiet">
          Nobody touched it for 30 days. It can come back until {longDate(recoverableUntil)}.
        </p>
        <button className="primary" onClick={() => client.command('draft/recover', { id })}>
          Recover
        </button>
      </section>
    );
  }
  if (status === 'closed' || status === 'discarded') {
    return (
      <section className="card draft-steps" aria-label="What next">
        <p className="small quiet">It stays as it is, with its history.</p>
        <button onClick={() => void beginFrom()}>Begin a new one from it</button>
      </section>
    );
  }
  return (
    <section className="card draft-steps" aria-label="What next">
      {status === 'draft' ? (
        <>
          <button className="primary" onClick={promote}>
            Lock as session
          </button>
          <p className="small quiet">
            It becomes the one session of {profileId} that is under way. As a draft it is kept until{' '}
            {longDate(expiresAt)}.
          </p>
        </>
      ) : (
        <>
          <button className="primary" onClick={close}>
            Close the session
          </button>
          <p className="small quiet">It is the session of {profileId}; close it to begin another one.</p>
        </>
      )}
      <button className="plain dangerous" onClick={onDiscard}>
        Discard
      </button>
    </section>
  );
}
