import { useKind, useSyncStatus } from '@tidemark/client/react';
import { useEffect, useState } from 'react';
import { welcomeBack } from '../../words/away';
import type { Letter } from './letters';
import { useAbsence } from './seen.hook';

/** What to say to somebody who is back: once, and not before the server has told how it stands [W2]. */
export function useWelcome(timezone: string): Letter | null {
  const returned = useAbsence();
  const { link, userId } = useSyncStatus();
  // Whoever signs in on the same page was not away.
  const absence = returned?.left.userId === userId ? returned : null;
  const { value: found, isGuess } = useKind('timer');
  const [letter, setLetter] = useState<Letter | null>(null);
  const key = absence && `away ${absence.left.at}`;
  const isSaid = letter?.key === key;
  useEffect(() => {
    if (!absence || !found || key === null || isSaid || isGuess || link !== 'live') return;
    const { left, returnedAt } = absence;
    const text = welcomeBack({ leftAt: left.at, returnedAt, before: left.timer, found }, timezone);
    if (text !== null) setLetter({ key, tone: 'plain', text });
  }, [absence, found, isGuess, link, key, isSaid, timezone]);
  return isSaid ? letter : null;
}
