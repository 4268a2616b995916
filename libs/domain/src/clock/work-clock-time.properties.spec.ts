import fc from 'fast-check';
import { dayAfter, dayAt } from '../calendar/calendar';
import type { DayFrame, DayRule } from '../calendar/day-rule';
import { HOUR, MINUTE, type Instant } from '../decider';
import { entry } from '../testing/clock-story';
import { clockedIn, entriesOf } from './work-clock-time';

const rule: fc.Arbitrary<DayRule> = fc.record({
  timezone: fc.constantFrom('UTC', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Santiago', 'Antarctica/Troll'),
  dailyResetTime: fc.constantFrom('midnight', '02:30', '04:00', '23:30'),
});

/** Weeks in which the clocks of one of these zones are set. */
const life = fc.record({
  bornAt: fc
    .constantFrom('2026-03-26', '2026-04-02', '2026-09-03', '2026-10-22')
    .map((date) => Date.parse(`${date}T12:34:56.789Z`)),
  first: rule,
  second: rule,
  changedAfterMinutes: fc.integer({ min: 0, max: 96 * 60 }),
  spans: fc.array(
    fc.record({ gapMs: fc.integer({ min: 0, max: 20 * HOUR }), workMs: fc.integer({ min: 0, max: 60 * HOUR }) }),
    { maxLength: 12 },
  ),
  isOpen: fc.boolean(),
});

type Life = typeof life extends fc.Arbitrary<infer Told> ? Told : never;

/** The days of somebody who worked these spans, and at some point moved or changed their reset. */
function lived({ bornAt, first, second, changedAfterMinutes, spans, isOpen }: Life) {
  let now = bornAt;
  const closed = spans.flatMap(({ gapMs, workMs }, nth) => {
    const from = now + gapMs;
    now = from + workMs;
    return [entry('IN', from, `in-${nth}`), entry('OUT', now, `out-${nth}`)];
  });
  const changedAt = bornAt + changedAfterMinutes * MINUTE;
  const before = daysFrom(bornAt, changedAt, first).map((day) => ({ ...day, endsAt: Math.min(day.endsAt, changedAt) }));
  const after = daysFrom(changedAt, Math.max(now, changedAt), second).map((day, nth) => ({
    ...day,
    startsAt: nth === 0 ? changedAt : day.startsAt,
  }));
  return { now, days: [...before, ...after], entries: isOpen ? closed.slice(0, -1) : closed };
}

describe('wherever a day begins', () => {
  it('the work of its days together is as long as the spans, across clock changes and new rules [C4] [I-14]', () =>
    fc.assert(
      fc.property(life, (told) => {
        const { now, days, entries } = lived(told);
        const sum = days.reduce((total, day) => total + clockedIn(day, entries, now).workMs, 0);
        expect(sum).toBe(told.spans.reduce((total, { workMs }) => total + workMs, 0));
      }),
    ));

  it('work and breaks fit into each day, and are those of the entries that it shows [C4] [I-14]', () =>
    fc.assert(
      fc.property(life, (told) => {
        const { now, days, entries } = lived(told);
        for (const day of days) {
          const { workMs, breakMs } = clockedIn(day, entries, now);
          expect(workMs + breakMs).toBeLessThanOrEqual(day.endsAt - day.startsAt);
          const shown = entriesOf(day, entries);
          for (const { clockedAt } of shown) {
            expect(day.startsAt <= clockedAt && clockedAt <= day.endsAt).toBe(true);
          }
        }
      }),
    ));
});

function daysFrom(from: Instant, until: Instant, rule: DayRule): DayFrame[] {
  const days = [dayAt(from, rule)];
  for (let last = days[0]; last && last.endsAt <= until; last = days.at(-1)) days.push(dayAfter(last, rule));
  return days;
}
