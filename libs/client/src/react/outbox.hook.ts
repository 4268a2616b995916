import type { Tidemark } from '../client';
import type { Entry } from '../outbox/entry';
import type { SyncStatus } from '../sync-status';
import { useActions, useFollowed } from './followed.hook';

const none: readonly Entry[] = [];
const before: SyncStatus = {
  account: 'loading',
  userId: null,
  link: 'offline',
  isLeader: false,
  isKept: true,
  pending: 0,
  refused: 0,
  light: 'amber',
};

/** What waits to be sent, what the server refused and why, and what becomes of either. */
export function useOutbox() {
  const pending = useFollowed('outbox', pendingOf, none);
  const refused = useFollowed('outbox', refusedOf, none);
  return { pending, refused, ...useActions(outboxActions) };
}

/** How it stands with account, connection and everything that waits. */
export function useSyncStatus(): SyncStatus {
  return useFollowed('status', statusOf, before);
}

const pendingOf = (client: Tidemark) => client.pending();
const refusedOf = (client: Tidemark) => client.refused();
const statusOf = (client: Tidemark) => client.status();
const outboxActions = ({ resend, discard, flush }: Tidemark) => ({ resend, discard, flush });
