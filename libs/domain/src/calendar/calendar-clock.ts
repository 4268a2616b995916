import { HOUR, SECOND, type Instant } from '../decider';

/** A local date and time, written as the instant at which a clock in UTC shows the same. */
export type WallTime = number;

/** No clock on earth was ever further from UTC, and none was set twice within four days: one change fits in between. */
const OFFSET_MAX_MS = 16 * HOUR;
const SPELLS_MAX = 2;
/** More spellings than there are zones; a formatter costs more to make than a boundary to find. */
const FORMATTERS_MAX = 700;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** What a clock on the wall of that zone shows at an instant. */
export function wallTimeAt(instant: Instant, timezone: string): WallTime {
  const wholeSecond = Math.floor(instant / SECOND) * SECOND;
  const shown = /(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)/.exec(formatterOf(timezone).format(wholeSecond));
  const [, month, day, year, hour, minute, second] = (shown ?? []).map(Number) as [number, ...WallParts];
  return Date.UTC(year, month - 1, day, hour, minute, second) + (instant - wholeSecond);
}

/**
 * The first instant at which the clock shows this time or a later one: in an overlap the first pass, in a gap the
 * instant at which the gap ends [D5]. Between two changes of the clock there is one candidate, and the earliest wins.
 */
export function firstInstantShowing(wall: WallTime, timezone: string): Instant {
  let fromAt = wall - OFFSET_MAX_MS;
  for (let spells = 0; spells < SPELLS_MAX; spells += 1) {
    const offsetMs = offsetAt(fromAt, timezone);
    const shownAt = Math.max(fromAt, wall - offsetMs);
    const changedAt = nextChange(fromAt, shownAt, offsetMs, timezone);
    if (changedAt === null) return shownAt;
    fromAt = changedAt;
  }
  throw new Error(`The clocks of ${timezone} are set more often than any clock ever was`);
}

type WallParts = [number, number, number, number, number, number];

function offsetAt(instant: Instant, timezone: string): number {
  return wallTimeAt(instant, timezone) - instant;
}

/** When the clock first differs from that offset, if it does so by `untilAt`. Clocks are set on whole seconds. */
function nextChange(fromAt: Instant, untilAt: Instant, offsetMs: number, timezone: string): Instant | null {
  if (offsetAt(untilAt, timezone) === offsetMs) return null;
  let [before, after] = [Math.floor(fromAt / SECOND), Math.floor(untilAt / SECOND)];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle * SECOND, timezone) === offsetMs) before = middle;
    else after = middle;
  }
  return after * SECOND;
}

function formatterOf(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone);
  if (known) return known;
  if (formatters.size >= FORMATTERS_MAX) formatters.clear();
  const twoDigits = {
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  } as const;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    ...twoDigits,
  });
  formatters.set(timezone, made);
  return made;
}
