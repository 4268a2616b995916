import type { DayFact } from './reset-tasks';
import { taskTold } from './reset-tasks';
import { cronExpressionOf, nameOf } from './reset-bucket';

type Told = DayFact['state'];

const told = (status: Told['status'], changes: Partial<Told['configuration']> = {}) => {
  const configuration = { timezone: 'Asia/Tokyo', dailyResetTime: 'midnight', nextResetAt: '2026-11-22T15:00:00.000Z' };
  const state: Told = { status, configuration: { ...configuration, ...changes }, sessionCount: {} };
  return taskTold({ userId: 'mia', position: 7, state } as DayFact);
};

describe('a fact about a day', () => {
  it('says when the day ends, and that somebody has to close it [D8]', () =>
    expect(told('active')).toEqual({
      userId: 'mia',
      timezone: 'Asia/Tokyo',
      resetTime: '00:00',
      begunAt: Date.parse('2026-11-21T15:00:00.000Z'),
      boundaryAt: Date.parse('2026-11-22T15:00:00.000Z'),
      active: true,
      position: 7,
    }));

  it('says that a day goes by without its user', () => expect(told('resting')).toMatchObject({ active: false }));

  it('says nothing before the first day', () => expect(told('untouched')).toBeNull());

  it.each([
    [{ hour: 7 }, '07:00'],
    ['7:05', '07:05'],
    ['23:59', '23:59'],
  ])('writes the reset time %j as %s [D2]', (dailyResetTime, resetTime) =>
    expect(told('active', { dailyResetTime })).toMatchObject({ resetTime }),
  );

  it('takes the end of a gap as it was told [D5]', () =>
    // In Cairo this date has no midnight.
    expect(told('active', { timezone: 'Africa/Cairo', nextResetAt: '2027-04-29T22:00:00.000Z' })).toMatchObject({
      begunAt: Date.parse('2027-04-28T22:00:00.000Z'),
      boundaryAt: Date.parse('2027-04-29T22:00:00.000Z'),
    }));

  it.each([{ timezone: 'Mars/Olympus' }, { nextResetAt: 'soon' }])('is refused where it is nonsense: %j', (nonsense) =>
    expect(() => told('active', nonsense)).toThrow(),
  );
});

describe('a bucket', () => {
  it('has the same name everywhere, without a colon', () =>
    expect(nameOf({ timezone: 'America/Port-au-Prince', resetTime: '07:05', boundaryAt: 12 })).toBe(
      'America/Port-au-Prince@0705@12',
    ));

  it.each([
    ['00:00', '0 0 * * *'],
    ['07:05', '5 7 * * *'],
  ])('shows %s as a cron expression [D8]', (resetTime, expression) =>
    expect(cronExpressionOf(resetTime)).toBe(expression),
  );
});
