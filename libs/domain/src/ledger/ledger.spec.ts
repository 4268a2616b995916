import fc from 'fast-check';
import { HOUR, MINUTE, SECOND, type Instant } from '../decider';
import { bucketsOf, intervalsOf, secondsOf } from './ledger';
import { frame, hour, monday, tuesday } from '../testing/day-story';
import type { Span, SpanKind } from './timesheet';

const span = (kind: SpanKind, startsAt: Instant, endsAt: Instant | null, more: Partial<Span> = {}): Span => ({
  kind,
  startsAt,
  endsAt,
  isOver: true,
  sessionId: kind === 'clocked' ? null : 'first',
  unattended: false,
  ...more,
});

const buckets = (spans: readonly Span[], until = monday.endsAt, day = monday) =>
  bucketsOf(intervalsOf(day, spans, until));

describe('a day', () => {
  it('in which nothing happened is untracked from end to end', () => {
    const [whole, ...others] = intervalsOf(monday, [], monday.endsAt);
    expect(whole).toMatchObject({ kind: 'untracked', startsAt: monday.startsAt, endsAt: monday.endsAt });
    expect(others).toEqual([]);
  });

  it.each([
    ['23 hours', '2026-03-29', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', 23],
    ['25 hours', '2026-10-25', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', 25],
  ])('of %s is as long as its buckets [X2]', (_, date, from, until, hours) => {
    const day = frame(date, from, until);
    const counted = buckets([span('work', day.startsAt - HOUR, day.startsAt + 2 * HOUR)], day.endsAt, day);
    expect(counted).toMatchObject({ workMs: 2 * HOUR, untrackedMs: (hours - 2) * HOUR });
  });

  it('takes its part of a span over the boundary, to the millisecond [D7] [I-14]', () => {
    const night = span('work', monday.endsAt - 1, monday.endsAt + 2 * HOUR - 1);
    expect(buckets([night]).workMs).toBe(1);
    const tuesday = frame('2026-01-06', '2026-01-06T00:00:00Z', '2026-01-07T00:00:00Z');
    expect(buckets([night], tuesday.endsAt, tuesday).workMs).toBe(2 * HOUR - 1);
  });

  it('counts what goes on up to now, and not beyond where it would end', () => {
    const goingOn = span('work', hour(9), hour(10), { isOver: false });
    expect(buckets([goingOn], hour(9) + MINUTE).workMs).toBe(MINUTE);
    expect(buckets([goingOn], hour(12)).workMs).toBe(HOUR);
    expect(buckets([span('paused', hour(9), null, { isOver: false })], hour(12)).pausedMs).toBe(3 * HOUR);
  });

  it('gives the time of a timer to the timer, and only the rest to the work clock', () => {
    const counted = buckets([span('clocked', hour(8), hour(16)), span('work', hour(9), hour(10))]);
    expect(counted).toMatchObject({ workMs: HOUR, clockedMs: 7 * HOUR, untrackedMs: 16 * HOUR });
  });

  it('shows one piece where only a cut parts two', () => {
    const pieces = intervalsOf(monday, [span('work', hour(9), hour(10)), span('work', hour(10), hour(11))], hour(24));
    expect(pieces.map(({ kind }) => kind)).toEqual(['untracked', 'work', 'untracked']);
  });
});

describe('whatever was done in a day, however long it is', () => {
  const lengths = fc.oneof(
    fc.constantFrom(23, 23.5, 24, 25).map((hours) => hours * HOUR),
    fc.integer({ min: 1, max: 48 * HOUR }),
  );
  const spans = fc.array(
    fc.record({
      kind: fc.constantFrom<SpanKind>('work', 'break', 'paused', 'clocked'),
      fromMs: fc.integer({ min: -10 * HOUR, max: 50 * HOUR }),
      lastsMs: fc.option(fc.integer({ min: 0, max: 30 * HOUR })),
      isOver: fc.boolean(),
      unattended: fc.boolean(),
    }),
    { maxLength: 20 },
  );
  const days = fc.record({ lengthMs: lengths, spans, untilMs: fc.integer({ min: 0, max: 48 * HOUR }) });

  it('its pieces follow one another, and its buckets are as long as the day, in whole seconds too [X2]', () =>
    fc.assert(
      fc.property(days, ({ lengthMs, spans: drawn, untilMs }) => {
        const day = { localDate: '2026-01-05', startsAt: monday.startsAt, endsAt: monday.startsAt + lengthMs };
        const within = drawn.map(({ kind, fromMs, lastsMs, ...more }) => {
          const startsAt = day.startsAt + fromMs;
          return span(kind, startsAt, lastsMs === null ? null : startsAt + lastsMs, more);
        });
        const pieces = intervalsOf(day, within, day.startsAt + untilMs);
        expect(pieces.at(0)?.startsAt).toBe(day.startsAt);
        expect(pieces.at(-1)?.endsAt).toBe(day.endsAt);
        pieces.slice(1).forEach((piece, index) => expect(piece.startsAt).toBe(pieces[index]?.endsAt));
        const counted = bucketsOf(pieces);
        expect(Object.values(counted).reduce((sum, part) => sum + part, 0)).toBe(lengthMs);
        const { length, ...shown } = secondsOf(counted);
        expect(length).toBe(Math.round(lengthMs / SECOND));
        expect(Object.values(shown).reduce((sum, part) => sum + part, 0)).toBe(length);
        for (const part of Object.values(shown)) expect(part).toBeGreaterThanOrEqual(0);
      }),
    ));

  it.each([123, 499, 501, 877])(
    'a session of two hours that a midnight cuts keeps each of its seconds: %d ms',
    (ms) => {
      const across = span('work', hour(23) + ms, hour(25) + ms);
      const [before, after] = [monday, tuesday].map((day) => secondsOf(buckets([across], day.endsAt, day)));
      expect(before!.work + after!.work).toBe((2 * HOUR) / SECOND);
    },
  );

  it('each moment is spent on one thing, and on the timer before the work clock', () =>
    fc.assert(
      fc.property(
        days,
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        ({ lengthMs, spans: drawn }, where) => {
          const at = monday.startsAt + Math.floor(where * lengthMs);
          const day = { localDate: '2026-01-05', startsAt: monday.startsAt, endsAt: monday.startsAt + lengthMs };
          const within = drawn.map(({ kind, fromMs, lastsMs }) =>
            span(kind, day.startsAt + fromMs, day.startsAt + fromMs + (lastsMs ?? HOUR)),
          );
          const covering = within.filter(({ startsAt, endsAt }) => startsAt <= at && at < (endsAt ?? at));
          const piece = intervalsOf(day, within, day.endsAt).find(
            ({ startsAt, endsAt }) => startsAt <= at && at < endsAt,
          );
          const timers = covering.filter(({ kind }) => kind !== 'clocked');
          const allowed = timers.length > 0 ? timers : covering;
          expect(allowed.length === 0 ? ['untracked'] : allowed.map(({ kind }) => kind)).toContain(piece?.kind);
        },
      ),
    ));
});
