import { useSyncStatus } from '@tidemark/client/react';
import { Link } from 'wouter';
import { lightWords } from './light-words';

/** The honest light: what is not on the server yet, or never will be, is never green [F7] [X7]. */
export function SyncLight() {
  const status = useSyncStatus();
  return (
    <Link href="/devices" className="sync-light" data-light={status.account === 'signed-in' ? status.light : 'none'}>
      <span role="status">{lightWords(status)}</span>
    </Link>
  );
}
