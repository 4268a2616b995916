import { useConfiguration, useSyncStatus, useTidemark, useTimer } from '@tidemark/client/react';
import { useCallback, useState } from 'react';
import type { Wish } from '../../components/timer/face';
import { zoneHere } from '../../words/wall-clock';

export interface Press {
  readonly press: () => void;
  readonly isBusy: boolean;
  /** Why nothing came of the last press. */
  readonly trouble: string | null;
}

/** The one big button. The first press of all makes a guest of the visitor; nobody has to ask for it [W2]. */
export function usePress(wish: Wish, taskTitle: string): Press {
  const client = useTidemark();
  const { account } = useSyncStatus();
  const { timer, start, pause, resume } = useTimer();
  const { configure } = useConfiguration();
  const [isBusy, setIsBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const status = timer?.status;

  const begin = useCallback(async () => {
    if (account === 'signed-out') {
      setIsBusy(true);
      const outcome = await client.signIn({ as: 'guest', timezone: zoneHere() });
      setIsBusy(false);
      setTrouble(outcome.ok ? null : outcome.error.message);
      if (!outcome.ok) return;
    }
    start(startOf(wish, taskTitle));
    // The page stays as the visitor first saw it: as their device looks.
    if (account === 'signed-out') configure({ theme: 'system' });
  }, [account, client, start, configure, wish, taskTitle]);

  const press = useCallback(() => {
    if (account === 'loading' || isBusy) return;
    if (status === 'running') pause();
    else if (status === 'paused') resume();
    else void begin();
  }, [account, isBusy, status, pause, resume, begin]);
  return { press, isBusy, trouble };
}

function startOf({ presetType, durationSeconds }: Wish, taskTitle: string) {
  return {
    ...(presetType !== null && { presetType }),
    ...(durationSeconds !== null && { durationSeconds }),
    ...(taskTitle !== '' && { task: taskOf(taskTitle) }),
  };
}

/** Tasks have no list of their own here, so that the same title is the same task. */
export function taskOf(title: string): { id: string; title: string } {
  return { id: encodeURIComponent(title.toLowerCase()).slice(0, TASK_ID_LENGTH_MAX), title };
}

const TASK_ID_LENGTH_MAX = 128;
