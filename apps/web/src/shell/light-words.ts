import type { SyncStatus } from '@tidemark/client';

/** What the light means, in two or three words. */
export function lightWords({ account, userId, link, pending, refused, isKept }: SyncStatus): string {
  if (account === 'loading') return '';
  if (userId === null) return 'Ready';
  if (refused > 0) return refused === 1 ? '1 change refused' : `${refused} changes refused`;
  if (!isKept && pending > 0) return 'Not saved on this device';
  const waiting = pending === 0 ? '' : pending === 1 ? ' · 1 change waits' : ` · ${pending} changes wait`;
  if (account === 'signed-out') return `Logged out${waiting}`;
  if (link === 'live') return pending === 0 ? 'Live' : `Saving${waiting}`;
  return `Offline${waiting}`;
}
