import { firstInstantShowing, wallTimeAt, type WallTime } from './calendar-clock';
import { clockTimeOf, type DayFrame, type DayRule } from './day-rule';
import { HOUR, type Instant } from '../decider';

/** Nobody needs more boundaries at once; a year and a leap day. */
export const BOUNDARIES_MAX = 366;
/** No zone ever skipped more dates in a row, and none showed a date further from the day that holds the instant. */
const DATES_SEARCHED_MAX = 4;
/** All users of a zone share its boundaries, so that a million of them are found at once. */
const BOUNDARIES_KEPT_MAX = 10_000;
const DATE_LENGTH = '2026-11-21'.length;

const knownBoundaries = new Map<string, Instant | null>();

/** The local day that holds an instant; an instant equal to a boundary belongs to the day that begins [D5]. */
export function dayAt(instant: Instant, rule: DayRule): DayFrame {
  // After a fall back over midnight the clock shows a date that is over already, so the search begins one date later.
  let localDate = datesFrom(dateOf(wallTimeAt(instant, rule.timezone)), 1);
  for (let searched = 0; searched < DATES_SEARCHED_MAX; searched += 1) {
    const frame = dayOn(localDate, rule);
    if (frame && frame.startsAt <= instant) return frame;
    localDate = datesFrom(localDate, -1);
  }
  throw new Error(`No day of ${rule.timezone} holds ${instant}`);
}

/** When the day of this date begins; null where that zone has no such date. */
export function boundaryOf(localDate: string, rule: DayRule): Instant | null {
  const key = `${rule.timezone} ${clockTimeOf(rule.dailyResetTime)} ${localDate}`;
  const known = knownBoundaries.get(key);
  if (known !== undefined) return known;
  if (knownBoundaries.size >= BOUNDARIES_KEPT_MAX) knownBoundaries.clear();
  const found = searchedBoundary(localDate, rule);
  knownBoundaries.set(key, found);
  return found;
}

function searchedBoundary(localDate: string, rule: DayRule): Instant | null {
  const startsAt = firstInstantShowing(wallTimeOf(localDate, clockTimeOf(rule.dailyResetTime)), rule.timezone);
  if (dateOf(wallTimeAt(startsAt, rule.timezone)) === localDate) return startsAt;
  // The reset time is missing on this date, or all of the date is.
  const dateStartsAt = firstInstantShowing(wallTimeOf(localDate, '00:00'), rule.timezone);
  return dateOf(wallTimeAt(dateStartsAt, rule.timezone)) === localDate ? startsAt : null;
}

/** The day of this date, or of the next date that exists. */
export function dayFrom(localDate: string, rule: DayRule): DayFrame {
  let date = localDate;
  for (let searched = 0; searched < DATES_SEARCHED_MAX; searched += 1) {
    const frame = dayOn(date, rule);
    if (frame) return frame;
    date = datesFrom(date, 1);
  }
  throw new Error(`${rule.timezone} has no day from ${localDate} on`);
}

/** The day after a day. */
export function dayAfter({ localDate }: DayFrame, rule: DayRule): DayFrame {
  return dayFrom(datesFrom(localDate, 1), rule);
}

/** The first boundary later than an instant. */
export function nextBoundary(after: Instant, rule: DayRule): Instant {
  return dayAt(after, rule).endsAt;
}

/** The next `count` boundaries later than an instant, in order. */
export function nextBoundaries(after: Instant, rule: DayRule, count: number): readonly Instant[] {
  const found = [nextBoundary(after, rule)];
  while (found.length < atMost(count)) found.push(nextBoundary(found.at(-1) ?? after, rule));
  return found.slice(0, atMost(count));
}

/** The last `count` boundaries up to an instant, the latest first. */
export function previousBoundaries(until: Instant, rule: DayRule, count: number): readonly Instant[] {
  const found = [dayAt(until, rule).startsAt];
  while (found.length < atMost(count)) found.push(dayAt((found.at(-1) ?? until) - 1, rule).startsAt);
  return found.slice(0, atMost(count));
}

/** How long a day is: 23, 24 or 25 hours, or stranger. */
export function lengthMs({ startsAt, endsAt }: DayFrame): number {
  return endsAt - startsAt;
}

function dayOn(localDate: string, rule: DayRule): DayFrame | null {
  const startsAt = boundaryOf(localDate, rule);
  if (startsAt === null) return null;
  let next = localDate;
  for (let searched = 0; searched < DATES_SEARCHED_MAX; searched += 1) {
    next = datesFrom(next, 1);
    const endsAt = boundaryOf(next, rule);
    if (endsAt !== null) return { localDate, startsAt, endsAt };
  }
  throw new Error(`${rule.timezone} has no day after ${localDate}`);
}

function dateOf(wall: WallTime): string {
  return new Date(wall).toISOString().slice(0, DATE_LENGTH);
}

function wallTimeOf(localDate: string, clockTime: string): WallTime {
  return Date.parse(`${localDate}T${clockTime}:00.000Z`);
}

function datesFrom(localDate: string, dates: number): string {
  return dateOf(Date.parse(`${localDate}T00:00:00.000Z`) + dates * 24 * HOUR);
}

function atMost(count: number): number {
  return Math.max(0, Math.min(count, BOUNDARIES_MAX));
}
