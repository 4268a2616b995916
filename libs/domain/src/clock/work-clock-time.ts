import type { DayFrame } from '../calendar/day-rule';
import type { Instant } from '../decider';
import { openEntry } from './work-clock-entries';
import type { Entry } from './work-clock-words';

/** What the work clock says of one day. */
export interface ClockedTime {
  readonly workMs: number;
  readonly breakMs: number;
  /** Somebody worked, went out, and no entry lacks its other half. */
  readonly isComplete: boolean;
}

/**
 * How long somebody was at work on a day, and between. Each second belongs to one day: a span across the reset is cut
 * there [C4]. What is between an OUT and the next IN of the same day is a break.
 */
export function clockedIn(day: DayFrame, entries: readonly Entry[], now: Instant): ClockedTime {
  const ofDay = entriesOf(day, entries);
  const open = openEntry(entries);
  const until = Math.min(now, day.endsAt);
  let [workMs, breakMs, spans, halves] = [0, 0, 0, 0];
  ofDay.forEach((entry, index) => {
    const [previous, next] = [ofDay[index - 1], ofDay[index + 1]];
    if (entry.type === 'IN' && previous?.type === 'OUT') breakMs += entry.clockedAt - previous.clockedAt;
    if (entry.type === 'IN' && next?.type === 'OUT') {
      workMs += next.clockedAt - entry.clockedAt;
      spans += 1;
    } else if (entry.id === open?.id) workMs += Math.max(0, until - entry.clockedAt);
    else if (entry.type === 'IN' || previous?.type !== 'IN') halves += 1;
  });
  return { workMs, breakMs, isComplete: spans > 0 && halves === 0 && openEntry(ofDay) === null };
}

/** The entries of a day in order; where work reaches in from the day before, or out into the next, it is cut. */
export function entriesOf<E extends Entry>(day: DayFrame, entries: readonly E[]): readonly E[] {
  return entries.flatMap((entry, index) => {
    if (isOf(day, entry)) return [entry];
    const [previous, next] = [entries[index - 1], entries[index + 1]];
    const reachesIn = entry.type === 'IN' && entry.clockedAt < day.startsAt && isBehind(next, day.startsAt);
    if (reachesIn) return [{ ...entry, clockedAt: day.startsAt }];
    const reachesOut = entry.type === 'OUT' && entry.clockedAt > day.endsAt && previous?.type === 'IN';
    return reachesOut && previous.clockedAt < day.endsAt ? [{ ...entry, clockedAt: day.endsAt }] : [];
  });
}

/** An IN belongs to the day whose time it begins, and an OUT to the day whose time it ends. */
export function isOf({ startsAt, endsAt }: DayFrame, { type, clockedAt }: Entry): boolean {
  return type === 'IN' ? startsAt <= clockedAt && clockedAt < endsAt : startsAt < clockedAt && clockedAt <= endsAt;
}

/** Whether the span that this would end is still open at that instant. */
function isBehind(next: Entry | undefined, at: Instant): boolean {
  return next === undefined || (next.type === 'OUT' && next.clockedAt > at);
}
