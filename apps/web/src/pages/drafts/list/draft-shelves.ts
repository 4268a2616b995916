import type { DraftView } from '@tidemark/domain';

/** The drafts of a person, each where somebody looks for it; the one that was saved last comes first. */
export interface DraftShelves {
  /** Sessions under way, one for each profile at most. */
  readonly active: readonly DraftView[];
  readonly drafts: readonly DraftView[];
  /** Nobody touched them for a month, and they can still come back. */
  readonly expired: readonly DraftView[];
  /** Closed and discarded: to be read, and to begin another one from. */
  readonly away: readonly DraftView[];
}

export function shelvesOf(all: readonly DraftView[], now: number, leavingId: string | null = null): DraftShelves {
  const seen = all.filter(({ id }) => id !== leavingId).sort(newestFirst);
  const of = (...statuses: DraftView['status'][]) => seen.filter(({ status }) => statuses.includes(status));
  const isLost = ({ recoverableUntil }: DraftView) => recoverableUntil === null || Date.parse(recoverableUntil) <= now;
  return {
    active: of('active'),
    drafts: of('draft'),
    expired: of('expired').filter((draft) => !isLost(draft)),
    away: of('closed', 'discarded'),
  };
}

/** What to go on with: a session under way first, otherwise what was saved last [F3]. */
export function offerOf({ active, drafts }: DraftShelves): DraftView | null {
  return active[0] ?? drafts[0] ?? null;
}

/** The profiles that were ever used, the latest first. */
export function profilesOf(all: readonly DraftView[]): readonly string[] {
  return [...new Set([...all].sort(newestFirst).map(({ profileId }) => profileId))];
}

function newestFirst(left: DraftView, right: DraftView): number {
  return Date.parse(right.updatedAt) - Date.parse(left.updatedAt);
}
