import type { LinkState } from './link/link';

/** How it stands with everything that goes to the server and comes from it. */
export interface SyncStatus {
  /** Signed out by the server is signed out as well; what waits is kept for whoever signs in again as the same. */
  readonly account: 'loading' | 'signed-in' | 'signed-out';
  readonly userId: string | null;
  readonly link: LinkState;
  /** Whether this tab has the connection for all of them. */
  readonly isLeader: boolean;
  /** False where what is done here would not survive the page: a private window, or a full disk. */
  readonly isKept: boolean;
  readonly pending: number;
  readonly refused: number;
  /** Green: the server has it all. Amber: something is on its way or waits. Red: something was refused or is not kept. */
  readonly light: 'green' | 'amber' | 'red';
}

/** The light that goes with the rest [F7]. */
export function lightOf({ isKept, pending, refused, link }: Omit<SyncStatus, 'light'>): SyncStatus['light'] {
  if (refused > 0 || (!isKept && pending > 0)) return 'red';
  return pending > 0 || link !== 'live' ? 'amber' : 'green';
}
