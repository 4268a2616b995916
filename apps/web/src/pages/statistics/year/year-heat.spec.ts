import { statsByDate } from '../answer/day-stats';
import { rangeOf } from '../stats-range';
import { dateByKey, heatMonths, heatWeeks } from './year-heat';
import { exampleDay, workedDay } from '../example-day';

describe('the year as a picture', () => {
  const year = rangeOf('year', '2026-11-21');

  it('has a place for every day, and levels where something is known', () => {
    const stats = statsByDate([workedDay('2026-11-16', 6), exampleDay('2026-11-17'), workedDay('2026-11-18')]);
    const weeks = heatWeeks(year, stats);
    expect(weeks.map((week) => week.length)).toEqual(Array.from({ length: 53 }, () => 7));
    expect(weeks.at(-1)?.map(({ level }) => level)).toEqual([4, 0, 2, null, null, null, null]);
  });

  it('names months where there is room', () => {
    const months = heatMonths(year);
    expect(months.map(({ name }) => name).slice(0, 3)).toEqual(['Dec', 'Jan', 'Feb']);
    expect(months.every(({ column }, nth) => column - (months[nth - 1]?.column ?? -3) >= 3)).toBe(true);
  });

  it.each([
    ['ArrowLeft', '2026-11-14'],
    ['ArrowUp', '2026-11-20'],
    ['ArrowDown', '2026-11-22'],
    ['ArrowRight', null],
    ['PageUp', '2026-10-24'],
    ['Home', '2025-11-17'],
    ['End', '2026-11-22'],
    ['x', null],
  ])('is walked with %s [W3]', (key, date) => expect(dateByKey(key, '2026-11-21', year)).toBe(date));
});
