import { fromIso, type DraftView } from '@tidemark/domain';
import type { Entry } from '../outbox/entry';
import type { SyncStatus } from '../sync-status';

/** How it stands with what was typed: green saved, amber on its way, red with the reason why not [F7]. */
export interface SaveStatus {
  readonly light: 'green' | 'amber' | 'red';
  /** So many writes wait. */
  readonly changes: number;
  /** Fit to be shown; null where there is nothing to say. */
  readonly reason: string | null;
}

const NO_ROOM = 'This device has no room to keep what you type.';
const OFFLINE = 'Tidemark cannot be reached right now.';

/** The light of one draft. A refusal is over as soon as the server has taken a later save. */
export function draftLight(
  draft: DraftView | null,
  pending: readonly Entry[],
  refused: readonly Entry[],
  { isKept, link }: Pick<SyncStatus, 'isKept' | 'link'>,
): SaveStatus {
  const changes = pending.length;
  const savedAt = draft ? fromIso(draft.updatedAt) : 0;
  const open = refused.findLast(({ name, happenedAt }) => name !== 'draft/save' || happenedAt > savedAt);
  if (open) return { light: 'red', changes, reason: open.refusal?.message ?? null };
  if (changes === 0) return { light: 'green', changes, reason: null };
  if (!isKept) return { light: 'red', changes, reason: NO_ROOM };
  return { light: 'amber', changes, reason: link === 'live' ? null : OFFLINE };
}
