import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { boundaryOf, dayAfter, dayAt, lengthMs, nextBoundaries } from './calendar';
import { clockTimeOf, type DayRule, type ResetTime } from './day-rule';
import { HOUR, MINUTE, type Instant } from '../decider';
import { zones } from '../testing/zone-names';

/** Ten times as many look at ten times as many days; one is what every run can afford. */
const THOROUGHNESS = Number(process.env.TIDEMARK_CALENDAR_THOROUGHNESS ?? 1);
const [from, until] = [Date.UTC(1990, 0, 1), Date.UTC(2040, 0, 1)];
/** Fewer days than any clock was ever kept in these years. */
const LOOK_EVERY_MS = 6 * 24 * HOUR;

const resetTime: fc.Arbitrary<ResetTime> = fc.oneof(
  fc.constantFrom<ResetTime>('midnight', '00:01', '00:30', '01:45', '02:00', '02:30', '23:30'),
  fc.integer({ min: 0, max: 23 }).map((hour) => ({ hour })),
);

/** Half of the days lie where clocks were set. */
const question = (timezone: string): fc.Arbitrary<{ rule: DayRule; instant: Instant }> => {
  const changes = changesOf(timezone);
  const anywhere = fc.integer({ min: from, max: until });
  const atChange = changes.length === 0 ? anywhere : fc.constantFrom(...changes);
  const nearby = fc.tuple(atChange, fc.integer({ min: -30 * HOUR, max: 30 * HOUR })).map(([at, off]) => at + off);
  return fc.record({
    rule: fc.record({ timezone: fc.constant(timezone), dailyResetTime: resetTime }),
    instant: fc.oneof(anywhere, nearby),
  });
};

const questions = fc.sample(fc.tuple(...zones.map((timezone) => question(timezone))), 6 * THOROUGHNESS).flat();

describe('in every zone, from 1990 to 2040', () => {
  it('an instant lies in one day, and days follow one another without a gap [D5] [I-17]', () => {
    for (const { rule, instant } of questions) {
      const day = dayAt(instant, rule);
      const next = dayAfter(day, rule);
      expect(day.startsAt <= instant && instant < day.endsAt).toBe(true);
      expect(next.startsAt).toBe(day.endsAt);
      expect(next.localDate > day.localDate).toBe(true);
      expect(dayAt(day.startsAt, rule)).toEqual(day);
      expect(dayAt(day.endsAt - 1, rule)).toEqual(day);
      expect(dayAt(day.endsAt, rule)).toEqual(next);
    }
  });

  it('boundaries strictly increase, and the days between them add up [D5]', () => {
    for (const { rule, instant } of questions.slice(0, zones.length)) {
      const boundaries = nextBoundaries(instant, rule, 5);
      const lengths = boundaries.slice(0, -1).map((boundary) => lengthMs(dayAt(boundary, rule)));
      expect(lengths.every((length) => length > 0)).toBe(true);
      expect(lengths.reduce((sum, length) => sum + length, boundaries[0] ?? 0)).toBe(boundaries.at(-1));
    }
  });

  it('a boundary is the first minute at which the clock on the wall shows that time or a later one [D5]', () => {
    const few = questions.filter((_, index) => index % 5 === 0).slice(0, 500 * THOROUGHNESS);
    for (const { rule, instant } of few) {
      const { localDate, startsAt } = dayAt(instant, rule);
      expect({ ...rule, localDate, startsAt }).toEqual({ ...rule, localDate, startsAt: slowBoundary(localDate, rule) });
    }
  });

  it('another calendar finds the same boundaries, and misses the same dates [D5] [I-17]', () => {
    const asked = questions.map(({ rule, instant }) => {
      const localDate = new Date(instant).toISOString().slice(0, 10);
      const clockTime = clockTimeOf(rule.dailyResetTime);
      return { localDate, clockTime, timezone: rule.timezone, ours: boundaryOf(localDate, rule) };
    });
    const script = join(__dirname, '../testing/calendar-by-temporal.mjs');
    const input = JSON.stringify(asked);
    const theirs = JSON.parse(execFileSync(process.execPath, [script], { input, encoding: 'utf8' })) as (
      number | null
    )[];
    expect(asked.filter(({ ours }, index) => ours !== theirs[index])).toEqual([]);
  });
});

/** Minute by minute, as somebody with a clock and much time would do it. */
function slowBoundary(localDate: string, rule: DayRule): Instant {
  const wanted = `${localDate} ${clockTimeOf(rule.dailyResetTime)}`;
  const clock = clockIn(rule.timezone);
  const noClockIsThereYet = Date.parse(`${wanted.replace(' ', 'T')}:00Z`) - 15 * HOUR;
  for (let at = noClockIsThereYet; ; at += MINUTE) if (clock.format(at) >= wanted) return at;
}

/** `2026-11-21 09:30`, which compares as text. */
function clockIn(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
}

function changesOf(timeZone: string): Instant[] {
  const clock = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const offsetAt = (at: Instant) => clock.format(at).split('GMT')[1];
  const changes: Instant[] = [];
  for (let at = from; at < until; at += LOOK_EVERY_MS) {
    if (offsetAt(at) === offsetAt(at + LOOK_EVERY_MS)) continue;
    let [before, after] = [at, at + LOOK_EVERY_MS];
    while (after - before > MINUTE) {
      const middle = Math.floor((before + after) / 2);
      if (offsetAt(middle) === offsetAt(at)) before = middle;
      else after = middle;
    }
    changes.push(after);
  }
  return changes;
}
