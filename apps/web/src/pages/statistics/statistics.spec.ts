import { datesFrom } from '../../words/local-date';
import { daysWithin } from './answer/day-stats';
import { currentStreak, figuresOf, longestStreak } from './figures';
import { dateInNext, rangeOf, rangeTitle, yearAround } from './stats-range';
import { exampleDay, hours, workedDay } from './example-day';

describe('the range that is looked at', () => {
  it('is a week from Monday to Sunday, a month, or 53 weeks', () => {
    expect(rangeOf('week', '2026-11-21')).toEqual({ from: '2026-11-16', to: '2026-11-22' });
    expect(rangeOf('month', '2026-11-21')).toEqual({ from: '2026-11-01', to: '2026-11-30' });
    const { from, to } = rangeOf('year', '2026-11-21');
    expect([from, to, datesFrom(from, to).length]).toEqual(['2025-11-17', '2026-11-22', 53 * 7]);
  });

  it('moves by as much as it shows', () => {
    expect(dateInNext('week', '2026-01-03', -1)).toBe('2025-12-27');
    expect(dateInNext('month', '2026-03-31', -1)).toBe('2026-02-01');
    expect(rangeOf('year', dateInNext('year', '2026-11-21', -1)).to).toBe('2025-11-23');
  });

  it('is asked for together with the year around it, and that one only where it does not hold the range', () => {
    const usual = rangeOf('year', '2026-11-21');
    expect(yearAround(rangeOf('week', '2026-11-21'), '2026-11-21')).toEqual(usual);
    expect(yearAround(rangeOf('month', '2026-11-21'), '2026-11-21')).toEqual(usual);
    expect(yearAround(rangeOf('month', '2026-01-05'), '2026-11-21')).toEqual(usual);
    expect(yearAround(rangeOf('month', '2025-11-05'), '2026-11-21').to).toBe('2025-11-30');
  });

  it('is named', () => {
    expect(rangeTitle('week', rangeOf('week', '2026-11-21'))).toBe('16 Nov – 22 Nov 2026');
    expect(rangeTitle('week', rangeOf('week', '2026-01-01'))).toBe('29 Dec 2025 – 4 Jan 2026');
    expect(rangeTitle('month', rangeOf('month', '2026-11-21'))).toBe('November 2026');
  });
});

describe('figures', () => {
  const days = [
    workedDay('2026-11-16', 3),
    exampleDay('2026-11-17'),
    workedDay('2026-11-18', 5),
    workedDay('2026-11-19', 1),
  ];

  it('add up, and know the best day [X6]', () => {
    expect(figuresOf(days)).toMatchObject({ workSeconds: hours(9), sessions: 9, daysWorked: 3 });
    expect(figuresOf(days)).toMatchObject({ averageWorkSeconds: hours(3), bestDay: { date: '2026-11-18' } });
    expect(figuresOf([])).toMatchObject({ workSeconds: 0, averageWorkSeconds: 0, bestDay: null });
  });

  it('have streaks with their dates', () => {
    expect(longestStreak(days)).toEqual({ days: 2, from: '2026-11-18', to: '2026-11-19' });
    expect(currentStreak(days)).toEqual({ days: 2, from: '2026-11-18', to: '2026-11-19' });
    expect(currentStreak([...days, exampleDay('2026-11-20')])).toMatchObject({ days: 0 });
  });

  it('do not end a streak by a day that is not over', () => {
    expect(currentStreak([...days, exampleDay('2026-11-20', { final: false })])).toMatchObject({ days: 2 });
    expect(currentStreak([...days, { ...workedDay('2026-11-20'), final: false }])).toMatchObject({ days: 3 });
  });

  it('go on over a date that a zone skipped', () =>
    expect(longestStreak([workedDay('2011-12-29'), workedDay('2011-12-31')])).toMatchObject({ days: 2 }));

  it('are of the days of a range', () =>
    expect(daysWithin(days, '2026-11-17', '2026-11-18').map(({ date }) => date)).toEqual(['2026-11-17', '2026-11-18']));
});
