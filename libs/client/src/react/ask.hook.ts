import { useCallback, useEffect, useState } from 'react';
import type { Tidemark } from '../client';
import type { SyncError } from '../link/errors';
import type { Topic } from '../tab';
import { useSyncStatus } from './outbox.hook';
import { useTidemark } from './provider';

/** What came of a question; while it is asked again, the last answer stands. */
export interface Asked<Value> {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly value: Value | null;
  readonly error: SyncError | null;
  again(): void;
}

interface Heard<Value> {
  readonly path: string;
  readonly userId: string | null;
  readonly value: Value | null;
  readonly error: SyncError | null;
}

const nothing: readonly Topic[] = [];

/**
 * Asks for something that is not followed, such as `/api/stats/daily?from=2026-11-01&to=2026-11-30`; asks again when one
 * of the kinds in `after` is different, and what failed when the connection is back. Without a path it asks nothing.
 */
export function useAsk<Value>(path: string | null, after: readonly Topic[] = nothing): Asked<Value> {
  const client = useTidemark();
  const { userId, account, link } = useSyncStatus();
  const [heard, setHeard] = useState<Heard<Value> | null>(null);
  const [times, setTimes] = useState(0);
  const again = useCallback(() => setTimes((before) => before + 1), []);
  const topics = after.join(' ');

  useEffect(() => {
    const ends =
      topics === '' ? [] : (topics.split(' ') as Topic[]).map((topic) => whenConfirmed(client, topic, again));
    return () => ends.forEach((end) => end());
  }, [client, topics, again]);

  useEffect(() => {
    if (path === null || account === 'loading') return undefined;
    let isWanted = true;
    void client.ask<Value>(path).then((outcome) => {
      if (!isWanted) return;
      if (outcome.ok) setHeard({ path, userId, value: outcome.value, error: null });
      else setHeard((last) => ({ path, userId, value: lastOf(last, path, userId), error: outcome.error }));
    });
    return () => void (isWanted = false);
  }, [client, path, userId, account, times]);

  const isAnswered = heard !== null && heard.path === path && heard.userId === userId;
  const isFailed = isAnswered && heard.error !== null;
  useEffect(() => {
    // Only when the connection comes back: what fails while it is there would be asked for ever.
    if (isFailed && link === 'live') again();
  }, [link]);

  if (!isAnswered) return { status: 'loading', value: null, error: null, again };
  return { status: isFailed ? 'failed' : 'ready', value: heard.value, error: heard.error, again };
}

/** What is only guessed yet the server does not know, and is told again when it does. */
function whenConfirmed(client: Tidemark, topic: Topic, work: () => void): () => void {
  const isGuess = () => topic !== 'status' && topic !== 'outbox' && client.get(topic).isGuess;
  return client.subscribe(topic, () => isGuess() || work());
}

function lastOf<Value>(last: Heard<Value> | null, path: string, userId: string | null): Value | null {
  return last?.path === path && last.userId === userId ? last.value : null;
}
