import { barsOf } from './chart-bars';
import { statsByDate } from '../answer/day-stats';
import { csvOf, jsonOf } from './stats-export';
import { rangeOf } from '../stats-range';
import { hoursAndMinutes, unusualLength } from '../stats-words';
import { hours, workedDay } from '../example-day';

describe('bars', () => {
  const stats = statsByDate([workedDay('2026-11-16', 2), { ...workedDay('2026-11-21'), final: false }]);

  it('are days of a week, and the one that goes on is marked', () => {
    const bars = barsOf('week', rangeOf('week', '2026-11-21'), stats);
    expect(bars.map(({ name, workHours }) => `${name} ${workHours}`).slice(0, 2)).toEqual(['Mon 2', 'Tue 0']);
    expect(bars.map(({ isOpen }) => isOpen)).toEqual([false, false, false, false, false, true, false]);
  });

  it('are weeks of a year', () => {
    const bars = barsOf('year', rangeOf('year', '2026-11-21'), stats);
    expect(bars).toHaveLength(53);
    expect(bars.at(-1)).toMatchObject({ date: '2026-11-16', workHours: 3, sessions: 3, isOpen: true });
  });
});

describe('what is said and carried away', () => {
  it.each([
    [0, '0 min'],
    [40, '40 s'],
    [750, '12 min'],
    [hours(5) + 300, '5 h 05 min'],
    [hours(966) + 2_400, '966 h'],
  ])('says %d seconds as %s', (seconds, said) => expect(hoursAndMinutes(seconds)).toBe(said));

  it('speaks of the length of a day where it is unusual [D5]', () => {
    expect(unusualLength(hours(24))).toBeNull();
    expect(unusualLength(hours(23))).toBe('23 h long');
    expect(unusualLength(hours(24.5))).toBe('24 h 30 min long');
  });

  it('has a line for each day in a file', () => {
    const [head, line] = csvOf([workedDay('2026-11-16')]).split('\r\n');
    expect(head).toMatch(/^date,timezone,workSessionsCompleted,/);
    expect(line).toBe('2026-11-16,Europe/Berlin,1,3600,900,0,86400,0,true');
    expect(JSON.parse(jsonOf([workedDay('2026-11-16')]))).toMatchObject({ items: [{ date: '2026-11-16' }] });
  });
});
