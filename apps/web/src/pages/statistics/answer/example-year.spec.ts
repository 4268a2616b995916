import { exampleYear } from './example-year';
import { longestStreak } from '../figures';
import { rangeOf } from '../stats-range';

describe('the year of nobody', () => {
  it('is the same each time, ends today, and has enough in it to show what will stand there', () => {
    const days = exampleYear(rangeOf('year', '2026-11-21'), '2026-11-21');
    expect(days).toEqual(exampleYear(rangeOf('year', '2026-11-21'), '2026-11-21'));
    expect(days.at(-1)).toMatchObject({ date: '2026-11-21', final: false });
    expect(days.slice(0, -1).every(({ final }) => final)).toBe(true);
    expect(longestStreak(days).days).toBeGreaterThan(7);
  });
});
