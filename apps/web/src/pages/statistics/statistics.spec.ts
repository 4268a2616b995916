import { HOUR, SECOND } from '@tidemark/domain';
import { datesFrom } from '../../words/local-date';
import { barsOf } from './chart-bars';
import { daysWithin, statsByDate, type DayStats } from './day-stats';
import { currentStreak, figuresOf, longestStreak } from './figures';
import { csvOf, jsonOf } from './stats-export';
import { dateInNext, rangeOf, rangeTitle, yearAround } from './stats-range';
import { hoursAndMinutes, unusualLength } from './stats-words';
import { dateByKey, heatMonths, heatWeeks } from './year-heat';

const hours = (count: number) => (count * HOUR) / SECOND;

const day = (date: string, change: Partial<DayStats> = {}): DayStats => ({
  date,
  timezone: 'Europe/Berlin',
  workSessionsCompleted: 0,
  totalWorkSeconds: 0,
  totalBreakSeconds: 0,
  totalClockedSeconds: 0,
  lengthSeconds: hours(24),
  manualOverrides: 0,
  final: true,
  ...change,
});

const worked = (date: string, count = 1) =>
  day(date, { workSessionsCompleted: count, totalWorkSeconds: hours(count), totalBreakSeconds: hours(count) / 4 });

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
  const days = [worked('2026-11-16', 3), day('2026-11-17'), worked('2026-11-18', 5), worked('2026-11-19', 1)];

  it('add up, and know the best day [X6]', () => {
    expect(figuresOf(days)).toMatchObject({ workSeconds: hours(9), sessions: 9, daysWorked: 3 });
    expect(figuresOf(days)).toMatchObject({ averageWorkSeconds: hours(3), bestDay: { date: '2026-11-18' } });
    expect(figuresOf([])).toMatchObject({ workSeconds: 0, averageWorkSeconds: 0, bestDay: null });
  });

  it('have streaks with their dates', () => {
    expect(longestStreak(days)).toEqual({ days: 2, from: '2026-11-18', to: '2026-11-19' });
    expect(currentStreak(days)).toEqual({ days: 2, from: '2026-11-18', to: '2026-11-19' });
    expect(currentStreak([...days, day('2026-11-20')])).toMatchObject({ days: 0 });
  });

  it('do not end a streak by a day that is not over', () => {
    expect(currentStreak([...days, day('2026-11-20', { final: false })])).toMatchObject({ days: 2 });
    expect(currentStreak([...days, { ...worked('2026-11-20'), final: false }])).toMatchObject({ days: 3 });
  });

  it('go on over a date that a zone skipped', () =>
    expect(longestStreak([worked('2011-12-29'), worked('2011-12-31')])).toMatchObject({ days: 2 }));

  it('are of the days of a range', () =>
    expect(daysWithin(days, '2026-11-17', '2026-11-18').map(({ date }) => date)).toEqual(['2026-11-17', '2026-11-18']));
});

describe('the year as a picture', () => {
  const year = rangeOf('year', '2026-11-21');

  it('has a place for every day, and levels where something is known', () => {
    const stats = statsByDate([worked('2026-11-16', 6), day('2026-11-17'), worked('2026-11-18')]);
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

describe('bars', () => {
  const stats = statsByDate([worked('2026-11-16', 2), { ...worked('2026-11-21'), final: false }]);

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
    const [head, line] = csvOf([worked('2026-11-16')]).split('\r\n');
    expect(head).toMatch(/^date,timezone,workSessionsCompleted,/);
    expect(line).toBe('2026-11-16,Europe/Berlin,1,3600,900,0,86400,0,true');
    expect(JSON.parse(jsonOf([worked('2026-11-16')]))).toMatchObject({ items: [{ date: '2026-11-16' }] });
  });
});
