import { useSyncStatus } from '@tidemark/client/react';
import { useEffect } from 'react';
import { forgetSeen } from '../components/inbox/seen';
import { keepDay } from '../components/ribbon/kept-day';
import { forgetStats } from '../pages/statistics/answer/kept-stats';

/** Whoever signs out leaves nothing of their days behind, whichever page they are on. */
export function useForgetting(): void {
  const { account, userId } = useSyncStatus();
  useEffect(() => {
    if (account !== 'signed-out' || userId !== null) return;
    keepDay(null);
    forgetStats();
    forgetSeen();
  }, [account, userId]);
}
