import { boundaryOf, dayAt, dayFrom, lengthMs, nextBoundaries, nextBoundary, previousBoundaries } from './calendar';
import type { DayRule, ResetTime } from './day-rule';
import { HOUR, MINUTE } from '../decider';

const rule = (timezone: string, dailyResetTime: ResetTime = 'midnight'): DayRule => ({ timezone, dailyResetTime });
const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
const at = (text: string) => Date.parse(text);

describe('the boundary of a date', () => {
  it.each<[why: string, timezone: string, dailyResetTime: ResetTime, localDate: string, boundary: string]>([
    ['an ordinary day', 'Europe/Berlin', 'midnight', '2026-11-21', '2026-11-20T23:00:00.000Z'],
    ['a full hour', 'Europe/Berlin', { hour: 7 }, '2026-11-21', '2026-11-21T06:00:00.000Z'],
    ['hours and minutes', 'Asia/Kathmandu', '7:05', '2026-11-21', '2026-11-21T01:20:00.000Z'],
    ['an offset of 45 minutes', 'Asia/Kathmandu', 'midnight', '2026-11-21', '2026-11-20T18:15:00.000Z'],
    ['the earliest clock on earth', 'Pacific/Kiritimati', 'midnight', '2026-01-01', '2025-12-31T10:00:00.000Z'],
    ['the latest clock on earth', 'Pacific/Niue', 'midnight', '2026-01-01', '2026-01-01T11:00:00.000Z'],
    ['a leap day', 'America/New_York', 'midnight', '2028-02-29', '2028-02-29T05:00:00.000Z'],
    ['the day after a leap day', 'America/New_York', 'midnight', '2028-03-01', '2028-03-01T05:00:00.000Z'],
    ['an alias', 'Asia/Calcutta', 'midnight', '2026-01-01', '2025-12-31T18:30:00.000Z'],
    ['a midnight that does not exist', 'Africa/Cairo', 'midnight', '2027-04-30', '2027-04-29T22:00:00.000Z'],
    ['the same in Chile', 'America/Santiago', 'midnight', '2026-09-06', '2026-09-06T04:00:00.000Z'],
    ['the same in Lebanon', 'Asia/Beirut', 'midnight', '2026-03-29', '2026-03-28T22:00:00.000Z'],
    ['the same on the Azores', 'Atlantic/Azores', 'midnight', '2026-03-29', '2026-03-29T01:00:00.000Z'],
    ['half past a missing midnight', 'Africa/Cairo', '00:30', '2027-04-30', '2027-04-29T22:00:00.000Z'],
    ['a midnight that comes twice', 'America/Havana', 'midnight', '2026-11-01', '2026-11-01T04:00:00.000Z'],
    ['half past a midnight that comes twice', 'America/Havana', '00:30', '2026-11-01', '2026-11-01T04:30:00.000Z'],
    ['the end of a gap, not an hour later', 'Europe/Berlin', '02:30', '2026-03-29', '2026-03-29T01:00:00.000Z'],
    ['the first of two passes', 'Europe/Berlin', '02:30', '2026-10-25', '2026-10-25T00:30:00.000Z'],
    ['a gap of 30 minutes', 'Australia/Lord_Howe', '02:15', '2026-10-04', '2026-10-03T15:30:00.000Z'],
    ['an overlap of 30 minutes', 'Australia/Lord_Howe', '01:45', '2026-04-05', '2026-04-04T14:45:00.000Z'],
    ['a gap of two hours', 'Antarctica/Troll', '02:00', '2026-03-29', '2026-03-29T01:00:00.000Z'],
    ['an overlap of two hours', 'Antarctica/Troll', '01:30', '2026-10-25', '2026-10-24T23:30:00.000Z'],
    ['the day before a skipped date', 'Pacific/Apia', 'midnight', '2011-12-29', '2011-12-29T10:00:00.000Z'],
    ['the day after a skipped date', 'Pacific/Apia', 'midnight', '2011-12-31', '2011-12-30T10:00:00.000Z'],
    ['the same at seven', 'Pacific/Apia', '07:00', '2011-12-31', '2011-12-30T17:00:00.000Z'],
    ['a date that goes back', 'America/St_Johns', 'midnight', '2010-11-07', '2010-11-07T02:30:00.000Z'],
    ['the late evening it goes back to', 'America/St_Johns', '23:30', '2010-11-06', '2010-11-07T02:00:00.000Z'],
  ])('%s: %s at %p on %s [D5]', (_, timezone, dailyResetTime, localDate, boundary) =>
    expect(iso(boundaryOf(localDate, rule(timezone, dailyResetTime)))).toBe(boundary),
  );

  it.each([
    ['Pacific/Apia', '2011-12-30'],
    ['Pacific/Fakaofo', '2011-12-30'],
    ['Pacific/Kwajalein', '1993-08-21'],
    ['Pacific/Kiritimati', '1994-12-31'],
  ])('does not exist in %s on %s, whatever the reset time [D5]', (timezone, localDate) => {
    expect(boundaryOf(localDate, rule(timezone))).toBeNull();
    expect(boundaryOf(localDate, rule(timezone, '07:00'))).toBeNull();
    expect(dayFrom(localDate, rule(timezone)).localDate > localDate).toBe(true);
  });
});

describe('the day that holds an instant', () => {
  it('begins with its boundary and ends just before the next [D5]', () => {
    const tokyo = rule('Asia/Tokyo', '04:00');
    const boundary = at('2026-01-04T19:00:00.000Z');
    expect(dayAt(boundary, tokyo)).toEqual({
      localDate: '2026-01-05',
      startsAt: boundary,
      endsAt: boundary + 24 * HOUR,
    });
    expect(dayAt(boundary - 1, tokyo).localDate).toBe('2026-01-04');
  });

  it('lasts into the next year where the reset time is late', () =>
    expect(dayAt(at('2027-01-01T22:59:59.999Z'), rule('UTC', '23:00')).localDate).toBe('2026-12-31'));

  it.each<[timezone: string, dailyResetTime: ResetTime, instant: string, hours: number]>([
    ['Europe/Berlin', 'midnight', '2026-03-29T12:00:00Z', 23],
    ['Europe/Berlin', 'midnight', '2026-10-25T12:00:00Z', 25],
    ['Europe/Berlin', '02:30', '2026-03-28T12:00:00Z', 23.5],
    ['Australia/Lord_Howe', 'midnight', '2026-10-04T00:00:00Z', 23.5],
    ['Australia/Lord_Howe', 'midnight', '2026-04-05T00:00:00Z', 24.5],
    ['Antarctica/Troll', 'midnight', '2026-03-29T12:00:00Z', 22],
    ['Antarctica/Troll', 'midnight', '2026-10-25T12:00:00Z', 26],
    ['Pacific/Apia', 'midnight', '2011-12-29T12:00:00Z', 24],
    ['Asia/Pyongyang', 'midnight', '2018-05-04T12:00:00Z', 23.5],
  ])('in %s at %p around %s has %d hours', (timezone, dailyResetTime, instant, hours) =>
    expect(lengthMs(dayAt(at(instant), rule(timezone, dailyResetTime)))).toBe(hours * HOUR),
  );

  it('is not left again when the clock, and even the date, goes back [D5]', () => {
    const newfoundland = rule('America/St_Johns');
    const midnight = at('2010-11-07T02:30:00.000Z');
    const shownDates = [0, 30, 60, 61, 90].map((minutes) => dayAt(midnight + minutes * MINUTE, newfoundland).localDate);
    expect(new Set(shownDates)).toEqual(new Set(['2010-11-07']));
    expect(dayAt(midnight - 1, newfoundland).localDate).toBe('2010-11-06');
  });
});

describe('boundaries in a row', () => {
  it('lead over a skipped date without a stop [D5]', () =>
    expect(nextBoundaries(at('2011-12-29T00:00:00Z'), rule('Pacific/Apia'), 3).map(iso)).toEqual([
      '2011-12-29T10:00:00.000Z',
      '2011-12-30T10:00:00.000Z',
      '2011-12-31T10:00:00.000Z',
    ]));

  it('are later than the instant, even if it is a boundary itself', () =>
    expect(iso(nextBoundary(at('2026-01-01T00:00:00Z'), rule('UTC')))).toBe('2026-01-02T00:00:00.000Z'));

  it('lead back as well, the latest first', () =>
    expect(previousBoundaries(at('2026-03-01T00:00:00Z'), rule('UTC'), 2).map(iso)).toEqual([
      '2026-03-01T00:00:00.000Z',
      '2026-02-28T00:00:00.000Z',
    ]));

  it('are never more than a year of them, and none if none are asked for', () => {
    expect(nextBoundaries(0, rule('UTC'), 1_000)).toHaveLength(366);
    expect(previousBoundaries(0, rule('UTC'), 0)).toEqual([]);
  });
});
