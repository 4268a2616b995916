import { HOUR, type Instant } from '../decider';
import { CLOCK_TOLERANCE_MS } from '../occurred-at';
import { Rejection } from '../rejection';
import { differing, inOrder, partnersOf } from './work-clock-entries';
import type { Entry, WorkClock } from './work-clock-words';

/** So far back entries are at hand to be corrected; older ones are history. */
export const ENTRIES_KEPT_MS = 31 * 24 * HOUR;
/** No more than this are at hand, however short the spans are. */
export const ENTRIES_KEPT_MAX = 1_000;
/** Nobody presses more often within any 24 hours. */
export const ENTRIES_PER_DAY_MAX = 120;

/**
 * The entries as a command wants them, in order; or a Rejection, where one of them would stand inside a span. Two that
 * make a span are parted by taking one of them away, or by a break: a pair of new entries in between. So spans never
 * overlap. A new OUT closes something; a new IN may wait for its OUT before an IN that was there already.
 */
export function woven(clock: WorkClock, wanted: readonly Entry[], receivedAt: Instant): readonly Entry[] {
  const { entries: before, missedId } = clock;
  for (const entry of differing(wanted, before)) inReach(clock, entry, receivedAt);
  const [known, present] = [byId(before), byId(wanted)];
  const stays = before.flatMap(({ id }) => present.get(id) ?? []);
  const after = inOrder([...stays, ...wanted.filter(({ id }) => !known.has(id))]);
  const [partnersBefore, partners] = [partnersOf(before, missedId), partnersOf(after, null)];

  const isParted = (id: string, partner: string | null): boolean => {
    const now = partners.get(id);
    if (now === partner || (now && !known.has(now))) return false;
    return partner === null ? now === undefined : present.has(partner);
  };
  const isAlone = ({ id, type }: Entry, next: Entry | undefined): boolean => {
    if (partners.has(id) || known.get(id)?.type === type) return false;
    return type === 'OUT' || !next || !known.has(next.id);
  };
  after.forEach((entry, index) => {
    const partner = partnersBefore.get(entry.id);
    const isWrong = partner === undefined ? isAlone(entry, after[index + 1]) : isParted(entry.id, partner);
    if (isWrong) throw overlap(before, after, index);
  });
  if (isTooMany(after)) throw new Rejection('session/too-many-entries');
  return after;
}

function inReach({ keptFromAt }: WorkClock, { clockedAt }: Entry, receivedAt: Instant): void {
  if (clockedAt > receivedAt + CLOCK_TOLERANCE_MS) throw new Rejection('session/entry-in-future');
  const earliest = Math.max(keptFromAt, receivedAt - ENTRIES_KEPT_MS);
  if (clockedAt < earliest) throw new Rejection('session/entry-too-old', undefined, { keptFrom: earliest });
}

/** Tells of the entry that came in between, with its neighbours, and not of the one whose span it would part. */
function overlap(before: readonly Entry[], after: readonly Entry[], index: number): Rejection {
  const distance = (entry: Entry): number => Math.abs(after.indexOf(entry) - index);
  const nearest = [...differing(after, before)].sort((left, right) => distance(left) - distance(right))[0];
  const at = nearest ? after.indexOf(nearest) : index;
  const [entry, previous, next] = [after[at], after[at - 1], after[at + 1]].map(told);
  return new Rejection('session/entries-overlap', undefined, { entry, before: previous, after: next });
}

function told(entry: Entry | undefined): object | null {
  return entry ? { id: entry.id, type: entry.type, timestamp: entry.clockedAt } : null;
}

function isTooMany(entries: readonly Entry[]): boolean {
  return entries.some(({ clockedAt }, index) => {
    const later = entries[index + ENTRIES_PER_DAY_MAX];
    return later !== undefined && later.clockedAt - clockedAt < 24 * HOUR;
  });
}

function byId(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}
