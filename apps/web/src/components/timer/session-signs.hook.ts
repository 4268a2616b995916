import { useConfiguration, useKind, useSyncStatus, useTidemark } from '@tidemark/client/react';
import { useEffect, useRef } from 'react';
import { ringOf } from './bell';
import { chime, tuneAtFirstTouch } from './chime';
import { useFace } from './face.hook';
import { faviconOf } from './favicon';
import { notify } from './notice';

/** What a session shows outside of its page: the title and the picture of the tab, the colour of all pages, the bell. */
export function useSessionSigns(): void {
  const face = useFace();
  const { title, isBreak } = face;
  const picture = faviconOf(face);
  useEffect(() => void (document.title = title), [title]);
  useEffect(() => {
    document.querySelector('link[rel="icon"]')?.setAttribute('href', picture);
  }, [picture]);
  useEffect(() => {
    document.documentElement.dataset['session'] = isBreak ? 'break' : 'work';
  }, [isBreak]);
  useBell();
}

/** Of all tabs one rings, and it is the one that has the connection. */
function useBell(): void {
  const client = useTidemark();
  const { isLeader } = useSyncStatus();
  const { configuration } = useConfiguration();
  const { value: timer } = useKind('timer');
  const before = useRef(timer);
  useEffect(tuneAtFirstTouch, []);
  useEffect(() => {
    const ring = ringOf(before.current, timer, client.now());
    before.current = timer;
    if (ring === null || !isLeader || !configuration) return;
    if (configuration.soundEnabled) chime();
    if (configuration.notificationEnabled) void notify(ring);
  }, [client, timer, isLeader, configuration]);
}
