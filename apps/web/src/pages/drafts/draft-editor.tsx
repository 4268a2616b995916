import { useDraft, useOutbox, useSyncStatus } from '@tidemark/client/react';
import type { DraftView } from '@tidemark/domain';
import { useState } from 'react';
import { Link } from 'wouter';
import { DraftDifference, type Compared } from './draft-difference';
import { DraftForm } from './draft-form';
import { DraftHistory } from './draft-history';
import { DraftNotices } from './draft-notices';
import { DraftSteps } from './draft-steps';
import { formLight, lightWords, savedWords, statusNames, titleOf } from './draft-words';
import { TITLE_LENGTH_MAX } from './new-draft';
import { useTyped } from './typed.hook';

interface Props {
  readonly id: string;
  readonly now: number;
  onDiscard(draft: DraftView): void;
}

/** A form that is being filled in, with everything that can become of it. */
export function DraftEditor({ id, now, onDiscard }: Props) {
  const { status, draft, saveStatus, save } = useDraft(id);
  const { isKept } = useSyncStatus();
  const { refused } = useOutbox();
  const [compared, setCompared] = useState<Compared | null>(null);
  if (!draft) return <Missing status={status} />;

  const isReadOnly = draft.status !== 'draft' && draft.status !== 'active';
  const { profileId, subjectId } = draft;
  const light = formLight(
    saveStatus,
    refused.filter(({ data }) => data['id'] === id),
    isKept,
  );
  return (
    <>
      <header className="draft-head">
        <Link href="/drafts" className="small">
          ← All drafts
        </Link>
        <TitleField draft={draft} isReadOnly={isReadOnly} onTitle={(title) => save({}, title)} />
        <p className="draft-line small">
          <span className="status-chip" data-status={draft.status}>
            {statusNames[draft.status]}
          </span>
          <span className="quiet">
            {[profileId, subjectId].filter(Boolean).join(' · ')} — {savedWords(draft, now)}
          </span>
          {!isReadOnly && (
            <span className="save-light" data-light={light.light} role="status">
              {lightWords(light)}
            </span>
          )}
        </p>
      </header>
      <div className="draft-columns">
        <div className="draft-main">
          <DraftNotices draft={draft} />
          {compared && <DraftDifference {...{ draft, compared, setCompared }} />}
          <DraftForm draft={draft} isReadOnly={isReadOnly} onSave={(patch) => save(patch)} />
        </div>
        <aside className="draft-aside">
          <DraftSteps draft={draft} onDiscard={() => onDiscard(draft)} />
          <DraftHistory draft={draft} now={now} compared={compared} onCompare={setCompared} />
        </aside>
      </div>
    </>
  );
}

interface TitleProps {
  readonly draft: DraftView;
  readonly isReadOnly: boolean;
  onTitle(title: string): void;
}

function TitleField({ draft, isReadOnly, onTitle }: TitleProps) {
  const typed = useTyped(draft.title, draft.title);
  if (isReadOnly) return <h2 className="draft-title">{titleOf(draft)}</h2>;
  return (
    <>
      <h2 className="unseen">{titleOf(draft)}</h2>
      <input
        className="draft-title"
        {...{ 'aria-label': 'Title', placeholder: 'Untitled', maxLength: TITLE_LENGTH_MAX, autoComplete: 'off' }}
        value={typed.text}
        onBlur={typed.end}
        onChange={({ target }) => {
          typed.type(target.value, target.value);
          onTitle(target.value);
        }}
      />
    </>
  );
}

function Missing({ status }: { readonly status: 'signed-out' | 'loading' | 'ready' }) {
  if (status === 'loading') return <p className="loading">Looking what is kept here …</p>;
  return (
    <div className="card">
      <h2>This draft is not here</h2>
      <p className="quiet">
        {status === 'signed-out'
          ? 'Nobody is signed in on this device, and drafts are shown to their owner only.'
          : 'It belongs to somebody else, or its address is wrong.'}
      </p>
      <p className="row">
        <Link className="button" href="/drafts">
          All drafts
        </Link>
        {status === 'signed-out' && (
          <Link className="button" href="/account">
            Log in
          </Link>
        )}
      </p>
    </div>
  );
}
