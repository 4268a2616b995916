import { useDraft, useOutbox, useSyncStatus } from '@tidemark/client/react';
import type { DraftView } from '@tidemark/domain';
import { useState } from 'react';
import { Link } from 'wouter';
import './draft-editor.css';
import { DraftDifference, type Compared } from './history/draft-difference';
import { DraftForm } from './form/draft-form';
import { DraftHistory } from './history/draft-history';
import { DraftNotices } from './draft-notices';
import { DraftSteps } from './draft-steps';
import { formLight, lightWords, savedWords, statusNames } from './draft-words';
import { useFittingForm } from './form/fitting-form.hook';
import { MissingDraft } from './missing-draft';
import { TitleField } from './form/title-field';

interface Props {
  readonly id: string;
  readonly now: number;
  onDiscard(draft: DraftView): void;
}

export function DraftEditor({ id, ...rest }: Props) {
  const { status, draft } = useDraft(id);
  return draft ? <OpenDraft draft={draft} {...rest} /> : <MissingDraft status={status} />;
}

/** A form that is being filled in, with everything that can become of it. */
function OpenDraft({ draft, now, onDiscard }: Omit<Props, 'id'> & { readonly draft: DraftView }) {
  const { id, profileId, subjectId } = draft;
  const { saveStatus, save } = useDraft(id);
  const { isKept } = useSyncStatus();
  const { refused } = useOutbox();
  const [compared, setCompared] = useState<Compared | null>(null);
  const form = useFittingForm(draft.data, (patch) => save(patch));
  const isReadOnly = draft.status !== 'draft' && draft.status !== 'active';
  const own = refused.filter(({ data }) => data['id'] === id);
  const light = formLight(saveStatus, own, { isKept, fits: !form.size.isOver });
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
          <DraftForm {...{ draft, form, isReadOnly }} />
        </div>
        <aside className="draft-aside">
          <DraftSteps draft={draft} onDiscard={() => onDiscard(draft)} />
          <DraftHistory draft={draft} now={now} compared={compared} onCompare={setCompared} />
        </aside>
      </div>
    </>
  );
}
