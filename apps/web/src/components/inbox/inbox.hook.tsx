import { useDrafts, useKind, useOutbox, useTidemark } from '@tidemark/client/react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useDismissed } from './dismissed.hook';
import { ForgottenClockOut } from './forgotten-clock-out';
import { draftLetter, forgottenLetter, refusedLetter, unattendedLetter, type Letter } from './letters';
import { takeOut } from './take-out';
import { useWelcome } from './welcome.hook';

/** A letter, and what can be done about it. */
export interface InboxItem {
  readonly letter: Letter;
  readonly actions: ReactNode;
}

/** Everything that waits, the most pressing first. Nothing of it stands in anybody's way. */
export function useInbox(timezone: string): readonly InboxItem[] {
  const client = useTidemark();
  const [dismissed, dismiss] = useDismissed();
  const { refused } = useOutbox();
  const { value: timer } = useKind('timer');
  const { value: session } = useKind('session');
  const { drafts, active } = useDrafts();

  const refusal = refusedLetter(refused);
  const forgotten = forgottenLetter(session, timezone);
  const welcome = useWelcome(timezone);
  const unattended = unattendedLetter(timer, dismissed, timezone);
  const draft = draftLetter(active[0], drafts, client.now());

  const aside = (letter: Letter, words = 'Put aside') => (
    <button type="button" className="plain" onClick={() => dismiss(letter.key)}>
      {words}
    </button>
  );
  const items: readonly (InboxItem | null)[] = [
    refusal && {
      letter: refusal,
      actions: (
        <Link href="/devices" className="button">
          See what
        </Link>
      ),
    },
    forgotten && {
      letter: forgotten,
      actions: (
        <>
          <ForgottenClockOut key={forgotten.key} since={forgotten.since} timezone={timezone} />
          {aside(forgotten, 'Later')}
        </>
      ),
    },
    welcome && { letter: welcome, actions: aside(welcome, 'Good') },
    unattended && {
      letter: unattended,
      actions: (
        <>
          <button type="button" onClick={() => void takeOut(client, unattended.stretch)}>
            Take it out
          </button>
          {aside(unattended, 'Keep it')}
        </>
      ),
    },
    draft && {
      letter: draft,
      actions: (
        <>
          <Link href="/drafts" className="button">
            Go on
          </Link>
          {aside(draft, 'Later')}
        </>
      ),
    },
  ];
  return items.filter((item) => item !== null).filter(({ letter }) => !dismissed.includes(letter.key));
}
