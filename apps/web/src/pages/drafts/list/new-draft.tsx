import { useDrafts, useSyncStatus, useTidemark } from '@tidemark/client/react';
import type { DraftView } from '@tidemark/domain';
import { useId, useState, type FormEvent } from 'react';
import { useLocation } from 'wouter';
import { ELSEWHERE, signInTrouble } from '../../account/account-words';
import { profilesOf } from './draft-shelves';

const FIRST_PROFILE = 'workshop';
/** Profiles and vehicles stand in addresses and are named by other services, so their names are plain. */
const PLAIN_NAME = '[A-Za-z0-9_\\-]{1,64}';
const PLAIN_WORDS = 'letters, digits, - and _';
/** A picker shows no longer title. */
export const TITLE_LENGTH_MAX = 500;

/** Begins a form; whoever is nobody yet becomes a guest by it. */
export function NewDraft({ drafts }: { readonly drafts: readonly DraftView[] }) {
  const client = useTidemark();
  const { create } = useDrafts();
  const { userId } = useSyncStatus();
  const [, navigate] = useLocation();
  const [trouble, setTrouble] = useState<string | null>(null);
  const profiles = profilesOf(drafts);
  const profilesId = useId();

  async function begin(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const text = (name: string) => String(said.get(name) ?? '').trim();
    if (userId === null) {
      const { timeZone: timezone } = Intl.DateTimeFormat().resolvedOptions();
      const guest = await client.signIn({ as: 'guest', timezone });
      if (!guest.ok) return setTrouble(signInTrouble(guest.error).form ?? ELSEWHERE);
    }
    const subjectId = text('subject') || null;
    const { commandId, durable } = create({
      ...{ profileId: text('profile'), subjectId, title: text('title'), data: {} },
    });
    await durable;
    navigate(`/drafts/${commandId}`);
  }

  return (
    <form className="card new-draft" onSubmit={(event) => void begin(event)} aria-label="New draft">
      <h3>Begin a new one</h3>
      <div className="new-draft-fields">
        <label className="field">
          <span>Title</span>
          <input name="title" maxLength={TITLE_LENGTH_MAX} placeholder="Inspection before winter" />
        </label>
        <label className="field">
          <span>Profile</span>
          <input
            {...{ name: 'profile', list: profilesId, required: true, pattern: PLAIN_NAME, title: PLAIN_WORDS }}
            key={profiles[0]}
            defaultValue={profiles[0] ?? FIRST_PROFILE}
          />
        </label>
        <label className="field">
          <span>Vehicle, if it is about one</span>
          <input name="subject" pattern={PLAIN_NAME} title={PLAIN_WORDS} placeholder="B-TM-2026" />
        </label>
        <button className="primary">Begin</button>
      </div>
      <datalist id={profilesId}>
        {profiles.map((profile) => (
          <option key={profile} value={profile} />
        ))}
      </datalist>
      {trouble !== null && (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      )}
      {userId === null && <p className="quiet small">No account is needed: you begin as a guest, and can stay one.</p>}
    </form>
  );
}
