import type { Instant } from '../decider';
import { inOrder, openEntry } from './work-clock-entries';
import { ENTRIES_KEPT_MAX, ENTRIES_KEPT_MS } from './work-clock-weave';
import type { Entry, KnownEntry, WorkClock } from './work-clock-words';

/** So many removed entries are remembered, for devices that were away. */
export const REMOVED_KEPT_MAX = 200;
/** And so many times of each entry that was corrected. */
export const FORMER_TIMES_KEPT_MAX = 5;

/** The clock with more entries. */
export function added(clock: WorkClock, entries: readonly Entry[], at: Instant): WorkClock {
  const ids = new Set(entries.map(({ id }) => id));
  const removedIds = clock.removedIds.filter((id) => !ids.has(id));
  return remembering({ ...clock, removedIds }, [...clock.entries, ...entries.map((entry) => known(entry, at))], at);
}

/** The clock with another time or type for an entry; whether its OUT is missed is to be found out anew. */
export function corrected(clock: WorkClock, entry: Entry, at: Instant): WorkClock {
  const missedId = clock.missedId === entry.id ? null : clock.missedId;
  const entries = clock.entries.map((other) => {
    if (other.id !== entry.id) return other;
    const formerTimes = [...other.formerTimes, other.clockedAt].filter((time) => time !== entry.clockedAt);
    return { ...known(entry, at), formerTimes: formerTimes.slice(-FORMER_TIMES_KEPT_MAX) };
  });
  return remembering({ ...clock, missedId }, entries, at);
}

/** The clock without these entries. */
export function removed(clock: WorkClock, entries: readonly Entry[], at: Instant): WorkClock {
  const ids = entries.map(({ id }) => id);
  const removedIds = [...clock.removedIds, ...ids].slice(-REMOVED_KEPT_MAX);
  const kept = clock.entries.filter(({ id }) => !ids.includes(id));
  return remembering({ ...clock, removedIds }, kept, at);
}

/** Late work may be told out of order; what is remembered never goes back. */
export function changed(clock: WorkClock, at: Instant): WorkClock {
  return { ...clock, changedAt: Math.max(clock.changedAt, at) };
}

function remembering(clock: WorkClock, entries: readonly KnownEntry[], at: Instant): WorkClock {
  const now = changed(clock, at);
  const ordered = inOrder(entries);
  const kept = ordered.slice(lettingGo(ordered, now.changedAt - ENTRIES_KEPT_MS));
  const lastGone = ordered[ordered.length - kept.length - 1];
  const keptFromAt = lastGone ? Math.max(now.keptFromAt, lastGone.clockedAt) : now.keptFromAt;
  const missedId = openEntry(kept)?.id === now.missedId ? now.missedId : null;
  return { ...now, entries: kept, keptFromAt, missedId };
}

/** How many of the first entries are let go: whole spans only, and never the one that is open. */
function lettingGo(entries: readonly Entry[], before: Instant): number {
  let gone = 0;
  for (let first = entries[0]; first; first = entries[gone]) {
    const next = entries[gone + 1];
    const isSpan = first.type === 'IN' && next?.type === 'OUT';
    const end = isSpan ? next : first;
    const isOpen = first.type === 'IN' && !next;
    if (isOpen || (end.clockedAt >= before && entries.length - gone <= ENTRIES_KEPT_MAX)) return gone;
    gone += isSpan ? 2 : 1;
  }
  return gone;
}

function known({ id, type, clockedAt }: Entry, changedAt: Instant): KnownEntry {
  return { id, type, clockedAt, changedAt, formerTimes: [] };
}
