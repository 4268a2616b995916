import { useSyncStatus, useTidemark } from '@tidemark/client/react';
import { MINUTE, SECOND, type Instant } from '@tidemark/domain';
import { useEffect, useSyncExternalStore } from 'react';
import { AWAY_AFTER_MS } from '../../words/away';
import { lastSeen, noteSeen, type Seen } from './seen';

const NOTED_EVERY_MS = 10 * SECOND;
/** A tab in the background is woken once a minute; whoever is not woken for longer slept. */
const ASLEEP_AFTER_MS = 3 * MINUTE;

/** How somebody left, and when they were back. */
export interface Absence {
  readonly left: Seen;
  readonly returnedAt: Instant;
}

let absence: Absence | null = null;
const listeners = new Set<() => void>();

/** The last absence that this page came back from; null after a first visit. */
export function useAbsence(): Absence | null {
  return useSyncExternalStore(listen, () => absence);
}

/** Notes that somebody is here, on whichever page of Tidemark. */
export function useSeen(): void {
  const client = useTidemark();
  const { userId } = useSyncStatus();
  useEffect(() => {
    if (userId === null) return undefined;
    const note = (longestMs: number) => {
      const [left, now] = [lastSeen(userId), client.now()];
      if (left && now - left.at > longestMs) returned({ left, returnedAt: now });
      const { value } = client.get('timer');
      noteSeen({ userId, at: now, timer: value && { status: value.status, sessionId: value.sessionId } });
    };
    const look = () => note(ASLEEP_AFTER_MS);
    const beat = setInterval(look, NOTED_EVERY_MS);
    // What there is at the opening was left by a page that is closed.
    void client.ready.then(() => note(AWAY_AFTER_MS));
    addEventListener('pagehide', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(beat);
      removeEventListener('pagehide', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [client, userId]);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function returned(from: Absence): void {
  absence = from;
  for (const listener of listeners) listener();
}
