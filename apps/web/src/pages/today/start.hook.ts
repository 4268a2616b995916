import { useTidemark, useTimer } from '@tidemark/client/react';
import { useState } from 'react';
import { useBegin } from '../../components/form/begin.hook';
import type { Wish } from '../../components/timer/face';

export interface Press {
  readonly press: () => void;
  readonly isBusy: boolean;
  /** Why nothing came of the last press. */
  readonly trouble: string | null;
}

/** The one big button. The first press of all makes a guest of the visitor; nobody has to ask for it [W2]. */
export function usePress(wish: Wish, taskTitle: string): Press {
  const client = useTidemark();
  const { start, pause, resume } = useTimer();
  const { begin, trouble } = useBegin();
  const [isBusy, setIsBusy] = useState(false);

  const press = async () => {
    if (isBusy) return;
    // Whoever is faster than the storage of their device is heard all the same.
    await client.ready;
    const status = client.get('timer').value?.status;
    if (status === 'running') return void pause();
    if (status === 'paused') return void resume();
    setIsBusy(true);
    if (await begin()) start(startOf(wish, taskTitle));
    setIsBusy(false);
  };
  return { press: () => void press(), isBusy, trouble };
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
