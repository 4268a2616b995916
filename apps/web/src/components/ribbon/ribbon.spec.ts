import { dayAt, HOUR, MINUTE, SECOND, type DayRule } from '@tidemark/domain';
import { hoursOf } from './hours';
import { liveSpans } from './live-spans';
import { pieceWords, sumsOf } from './piece-words';
import { pinsOf } from './pins';
import { shownDay, type DayKnown } from './shown-day';
import type { LiveTimer, ToldDay } from './told-day';

const timezone = 'Europe/Berlin';
const rule: DayRule = { timezone, dailyResetTime: 'midnight' };
const nine = Date.parse('2026-11-21T08:00:00.000Z');
const iso = (at: number) => new Date(at).toISOString();
const frame = dayAt(nine, rule);

const told: ToldDay = {
  date: frame.localDate,
  timezone,
  startsAt: iso(frame.startsAt),
  endsAt: iso(frame.endsAt),
  final: false,
  intervals: [
    { kind: 'untracked', startsAt: iso(frame.startsAt), endsAt: iso(nine) },
    { kind: 'work', startsAt: iso(nine), endsAt: iso(nine + 10 * MINUTE), sessionId: 'a' },
    { kind: 'untracked', startsAt: iso(nine + 10 * MINUTE), endsAt: iso(frame.endsAt) },
  ],
  resets: [],
  edits: [],
};
const running: LiveTimer = {
  status: 'running',
  sessionId: 'a',
  sessionType: 'work',
  durationSeconds: 1_500,
  remainingSeconds: 1_500,
  startedAt: iso(nine),
  endsAt: iso(nine + 25 * MINUTE),
};
const known: DayKnown = { frame, timezone, told, entries: [], timer: running, workouts: [] };

describe('the ribbon of a day', () => {
  it('moves on with the timer, without asking anybody', () => {
    const { pieces, ahead } = shownDay(known, nine + 15 * MINUTE);
    expect(pieces.at(-1)).toMatchObject({ kind: 'work', startsAt: nine, endsAt: nine + 15 * MINUTE });
    expect(ahead).toEqual({ kind: 'work', endsAt: nine + 25 * MINUTE });
  });

  it('is there before anybody signed in, and nothing in it [W2]', () => {
    const day = shownDay({ ...known, told: null, timer: null }, nine);
    expect(day.pieces).toMatchObject([{ kind: 'untracked', startsAt: frame.startsAt, endsAt: nine }]);
    expect(sumsOf(day.buckets)).toEqual([]);
  });

  it('shows time at work in a lane of its own, and the time of the timer once', () => {
    const entries = [{ id: 'e', type: 'IN', timestamp: nine - HOUR, time: '08:00' }] as const;
    const day = shownDay({ ...known, entries }, nine + 15 * MINUTE);
    expect(day.pieces).toContainEqual(expect.objectContaining({ lane: 'clock', endsAt: nine + 15 * MINUTE }));
    expect(day.buckets).toMatchObject({ workMs: 15 * MINUTE, clockedMs: HOUR });
  });

  it('ends with the day, whatever goes on after it', () => {
    const day = shownDay({ ...known, timer: null }, frame.endsAt + HOUR);
    expect(day.pieces.at(-1)?.endsAt).toBe(frame.endsAt);
  });

  it('says what a piece was', () => {
    const piece = {
      lane: 'focus',
      kind: 'work',
      startsAt: nine,
      endsAt: nine + 25 * MINUTE,
      unattended: true,
    } as const;
    expect(pieceWords(piece, timezone)).toBe('Work, nobody there, 09:00–09:25, 25 min');
  });
});

describe('the session under way', () => {
  const at = nine + 20 * MINUTE;
  const sinceThen = (timer: LiveTimer) =>
    liveSpans(
      timer,
      [{ kind: 'work', startsAt: nine, endsAt: nine + 10 * MINUTE, isOver: true, sessionId: 'a', unattended: false }],
      at,
    );

  it('ran, and was paused since', () => {
    const paused: LiveTimer = { ...running, status: 'paused', endsAt: null, remainingSeconds: (25 - 16) * 60 };
    expect(sinceThen(paused)).toMatchObject([
      { kind: 'work', endsAt: nine + 16 * MINUTE },
      { kind: 'paused', startsAt: nine + 16 * MINUTE, endsAt: at },
    ]);
  });

  it('was paused, and runs again', () => {
    const resumed: LiveTimer = { ...running, endsAt: iso(at + 11 * MINUTE) };
    expect(sinceThen(resumed)).toMatchObject([
      { kind: 'paused', endsAt: nine + 16 * MINUTE },
      { kind: 'work', endsAt: at },
    ]);
  });

  it('leaves no splinters where seconds were rounded', () => {
    const rounded: LiveTimer = { ...running, status: 'paused', endsAt: null, remainingSeconds: 15 * 60 - 1 };
    expect(sinceThen(rounded)).toMatchObject([{ kind: 'paused', startsAt: nine + 10 * MINUTE }]);
  });
});

describe('the hours of a day', () => {
  const labels = (date: string, of: DayRule) =>
    hoursOf(dayAt(Date.parse(date), of), of.timezone).map(({ label }) => label);

  it.each([
    ['an ordinary day', '2026-11-21T12:00:00Z', 25],
    ['the day on which clocks go forward', '2026-03-29T12:00:00Z', 24],
    ['the day on which they go back', '2026-10-25T12:00:00Z', 26],
  ])('of %s', (_, date, count) => expect(labels(date, rule)).toHaveLength(count));

  it('end at 24:00', () => expect(labels('2026-11-21T12:00:00Z', rule).at(-1)).toBe('24:00'));

  it('begin with the first full hour of a day from half past four', () => {
    const shown = labels('2026-11-21T12:00:00Z', { timezone, dailyResetTime: '04:30' });
    expect([shown[0], shown.at(-1)]).toEqual(['05:00', '04:00']);
  });

  it('wait for clocks that are set by half an hour', () => {
    const shown = labels('2026-10-04T03:00:00Z', { timezone: 'Australia/Lord_Howe', dailyResetTime: 'midnight' });
    expect(shown.slice(0, 4)).toEqual(['00:00', '01:00', '03:00', '04:00']);
  });
});

describe('the pins of a day', () => {
  const pin = (type: string, data: Record<string, unknown>) =>
    pinsOf({ timezone, resets: [], edits: [{ type, at: iso(nine), data }] })[0];

  it('tell a flight from another hour of the day', () => {
    const zones = { timezone: 'Asia/Tokyo', previousTimezone: timezone };
    expect(pin('DayRuleChanged', zones)).toMatchObject({ kind: 'flight', words: 'From Europe/Berlin to Asia/Tokyo' });
    expect(pin('DayRuleChanged', { ...zones, timezone })).toMatchObject({ kind: 'edit', stream: 'day' });
  });

  it('do not take the first zone of somebody for a flight', () =>
    expect(pin('DayRuleChanged', { timezone, previousTimezone: 'UTC', endsAt: null })).toBeUndefined());

  it('say what was corrected', () => {
    const entry = (at: number) => ({ id: 'e', type: 'IN', clockedAt: iso(at) });
    const data = { previous: entry(nine), entry: entry(nine + MINUTE * 5 + SECOND) };
    expect(pin('EntryCorrected', data)?.words).toBe('Corrected: clock-in of 09:00 became clock-in of 09:05');
  });
});
