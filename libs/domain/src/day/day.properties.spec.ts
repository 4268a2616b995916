import fc from 'fast-check';
import { dayAt } from '../calendar/calendar';
import { COUNT_MAX, day } from './day';
import { dayByCalendar } from './day-lookup';
import type { DayFrame, ResetTime } from '../calendar/day-rule';
import type { Day, DayEvent, DayEvents, DaySettings, DayWish } from './day-words';
import { HOUR, MINUTE, type Instant } from '../decider';
import { wishes } from '../testing/day-story';
import { fromWire, toWire } from '../wire';

const days = dayByCalendar('2026a');
/** One ring closes all that is over; the second finds nothing. */
const RINGS_MAX = 3;

/** What somebody does after a while. */
interface Step {
  readonly gapMs: number;
  /** Nobody noticed the boundaries in the gap until then. */
  readonly isServiceDown: boolean;
  readonly wish: (at: Instant) => DayWish;
}

/** Flights over the date line, clocks that change at midnight, by half an hour and by two, and a date that is missing. */
const timezone = fc.constantFrom(
  ...['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Pacific/Apia', 'America/Santiago', 'Australia/Lord_Howe', 'UTC'],
  ...['Antarctica/Troll', 'Africa/Cairo', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'America/St_Johns'],
);
const resetTime = fc.oneof(
  fc.constantFrom<ResetTime>('midnight', '00:30', '02:30', '23:59'),
  fc.integer({ min: 0, max: 23 }).map((hour): ResetTime => ({ hour })),
);
const changes = fc.oneof(
  timezone.map((zone): Partial<DaySettings> => ({ timezone: zone })),
  resetTime.map((time): Partial<DaySettings> => ({ dailyResetTime: time })),
  fc.record({ timezone, dailyResetTime: resetTime }),
  fc.constantFrom<Partial<DaySettings>>({ theme: 'light' }, { theme: 'dark' }),
);

const step: fc.Arbitrary<Step> = fc.record({
  gapMs: fc.oneof(fc.integer({ min: 0, max: HOUR }), fc.integer({ min: 0, max: 80 * HOUR }), fc.constant(0)),
  isServiceDown: fc.boolean(),
  wish: fc.oneof(
    fc.constant((at: Instant) => wishes.begin(at)),
    fc.integer({ min: 0, max: 2 * HOUR }).map((lateMs) => (at: Instant) => wishes.count(at - lateMs, at)),
    fc.integer({ min: 0, max: COUNT_MAX }).map((count) => (at: Instant) => wishes.override(at, count)),
    fc.constant((at: Instant) => wishes.reset(at)),
    changes.map((wanted) => (at: Instant) => wishes.change(at, wanted)),
  ),
});

const life = fc.record({
  bornAt: fc
    .tuple(
      fc.constantFrom('2011-12-28', '2026-03-27', '2026-04-03', '2026-09-04', '2010-11-05', '2027-04-28'),
      fc.integer({ min: 0, max: 24 * HOUR - 1 }),
    )
    .map(([date, afterMs]) => Date.parse(date) + afterMs),
  steps: fc.array(step, { minLength: 1, maxLength: 40 }),
});

interface Lived {
  readonly events: readonly DayEvent[];
  readonly state: Day;
  readonly now: Instant;
}

/** Lives a life: boundaries ring when they come, or, while the service is down, before what is wished next. */
function live(bornAt: Instant, steps: readonly Step[], look: (lived: Lived) => void): void {
  let state = day.initial;
  let now = bornAt;
  const events: DayEvent[] = [];
  const say = (wish: DayWish) => {
    for (const event of days.decide(state, wish)) {
      events.push(event);
      state = days.evolve(state, event);
      look({ events, state, now });
    }
  };
  const settle = (until: Instant, ends: (state: Day) => Instant | null) => {
    for (let rings = 0; rings < RINGS_MAX; rings += 1) {
      const at = ends(state);
      if (at === null || at > until) return;
      say(wishes.close(at, until));
    }
    throw new Error('A day that was closed is over again');
  };

  for (const { gapMs, isServiceDown, wish } of steps) {
    const until = now + gapMs;
    while (!isServiceDown && (days.dueAt?.(state) ?? until) < until) {
      now = days.dueAt?.(state) ?? until;
      settle(now, (present) => days.dueAt?.(present) ?? null);
    }
    now = until;
    settle(now, (present) => days.endsAt?.(present) ?? null);
    say(wish(now));
  }
}

const closings = (events: readonly DayEvent[]) =>
  events.flatMap((event): DayEvents['DayClosed'][] => (event.type === 'DayClosed' ? [event.data] : []));

describe('whatever is wished of days, wherever on earth', () => {
  it('dates never go back and never come twice, and each instant lies in one of them [D4] [D6] [I-17] [I-18]', () =>
    fc.assert(
      fc.property(life, ({ bornAt, steps }) => {
        let lived: Lived | undefined;
        live(bornAt, steps, (present) => (lived = present));
        if (!lived || lived.state.status === 'untouched') return;
        const { localDate, startsAt, endsAt } = lived.state;
        const all: DayFrame[] = [
          ...closings(lived.events).flatMap(({ closed }) => closed),
          { localDate, startsAt, endsAt },
        ];
        all.slice(1).forEach((later, index) => {
          const earlier = all[index];
          expect(later.startsAt).toBe(earlier?.endsAt);
          expect(later.localDate > (earlier?.localDate ?? '')).toBe(true);
        });
        for (const frame of all) expect(frame.endsAt).toBeGreaterThanOrEqual(frame.startsAt);
      }),
    ));

  it('no date is lost but one that the rule of that time passed over [D4] [D5] [I-18]', () =>
    fc.assert(
      fc.property(life, ({ bornAt, steps }) =>
        live(bornAt, steps, ({ events, state }) => {
          const last = events.at(-1);
          if (last?.type !== 'DayClosed' || last.data.resetType !== 'scheduled_daily') return;
          const { closed, resetAt, localDate } = last.data;
          const begun = [...closed.slice(1), { localDate, startsAt: resetAt }];
          for (const { startsAt, localDate: date } of begun) {
            const here = dayAt(startsAt, state.settings);
            expect({ date, startsAt }).toEqual({ date: here.localDate, startsAt: here.startsAt });
          }
          begun.slice(1).forEach(({ startsAt, localDate: date }, index) => {
            expect(dayAt(startsAt - 1, state.settings).localDate).toBe(begun[index]?.localDate);
            expect(date > (begun[index]?.localDate ?? '')).toBe(true);
          });
        }),
      ),
    ));

  it('the count is that of the sessions since the last reset or override, and at most 1000 [D3] [I-16]', () =>
    fc.assert(
      fc.property(life, ({ bornAt, steps }) => {
        let expected = 0;
        live(bornAt, steps, ({ events, state }) => {
          const last = events.at(-1);
          if (last?.type === 'DayClosed' || last?.type === 'CountReset') {
            expect(last.data.previousCount).toBe(expected);
            expected = 0;
          }
          if (last?.type === 'CountOverridden') expected = last.data.count;
          if (last?.type === 'SessionCounted') expected = Math.min(expected + 1, COUNT_MAX);
          expect(state.count).toBe(expected);
        });
      }),
    ));

  it('nothing happens in a day that is over, and no boundary comes before its time [D4] [I-17] [I-19]', () =>
    fc.assert(
      fc.property(life, ({ bornAt, steps }) =>
        live(bornAt, steps, ({ events, state, now }) => {
          const last = events.at(-1);
          if (last?.type === 'DayClosed') expect(last.data.resetAt).toBeLessThanOrEqual(now);
          if (last?.type !== 'SessionCounted' || state.status === 'untouched') return;
          expect(last.data.localDate).toBe(state.localDate);
          expect(state.startsAt <= last.data.completedAt && last.data.completedAt < state.endsAt).toBe(true);
        }),
      ),
    ));

  it('an end that rings twice rings once, and every event comes back from the wire as it was [D4] [I-17]', () =>
    fc.assert(
      fc.property(life, fc.integer({ min: 0, max: 90 * 24 * 60 }), ({ bornAt, steps }, laterMinutes) =>
        live(bornAt, steps, ({ events, state, now }) => {
          const data = events.at(-1)?.data ?? {};
          expect(fromWire(JSON.parse(JSON.stringify(toWire(data))))).toEqual(data);
          const ring = wishes.close(days.endsAt?.(state) ?? now, now + laterMinutes * MINUTE);
          const once = days.decide(state, ring).reduce(days.evolve, state);
          expect(days.decide(once, ring)).toEqual([]);
        }),
      ),
    ));
});
