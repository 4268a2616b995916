import type { Instant } from '../decider';
import { isSame } from './work-clock-entries';
import { entriesOf, isOf } from './work-clock-time';
import type { ClockCommand, Entry, KnownEntry, WorkClock } from './work-clock-words';

type Save = Extract<ClockCommand, { type: 'SaveSession' }>;

/**
 * The entries as they are, with what a device sent. Whoever had seen everything sends the whole of the day, and what is
 * missing from it goes. From anybody else entries are only added and corrected, each by its id, and what others have
 * added, removed or corrected since stays so.
 */
export function merged(clock: WorkClock, { basis, day, at }: Save, entries: readonly Entry[]): readonly Entry[] {
  const shown = entriesOf(day, clock.entries);
  const known = new Map(clock.entries.map((entry) => [entry.id, entry]));
  const sent = new Map<string, Entry>();
  for (const entry of entries) {
    // What was shown cut at the reset comes back cut, and is no correction.
    const isAsShown = shown.some((other) => isSame(other, entry));
    const isOutdated = basis !== 'current' && isOlder(entry, known.get(entry.id), basis, at);
    const isRemoved = basis !== 'current' && clock.removedIds.includes(entry.id);
    const meant = isAsShown || isOutdated ? known.get(entry.id) : entry;
    if (meant && !isRemoved) sent.set(entry.id, meant);
  }
  const others = clock.entries.filter((entry) => !sent.has(entry.id) && (basis !== 'current' || !isOf(day, entry)));
  return [...others, ...sent.values()];
}

/** Said before the entry was last changed, or by a device that missed the change and still shows what was before it. */
function isOlder(entry: Entry, known: KnownEntry | undefined, basis: Save['basis'], at: Instant): boolean {
  if (!known) return false;
  return at < known.changedAt || (basis === 'stale' && known.formerTimes.includes(entry.clockedAt));
}
