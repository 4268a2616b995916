import {
  dateAfter,
  datesFrom,
  dateWords,
  daysBetween,
  firstOfMonth,
  lastOfMonth,
  mondayOf,
  monthAfter,
  weekdayOf,
} from './local-date';

describe('local dates', () => {
  it('go on over months, years and leap days', () => {
    expect(dateAfter('2026-12-31', 1)).toBe('2027-01-01');
    expect(dateAfter('2028-02-28', 1)).toBe('2028-02-29');
    expect(dateAfter('2026-03-01', -1)).toBe('2026-02-28');
    expect(daysBetween('2026-01-01', '2027-01-01')).toBe(365);
    expect(datesFrom('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(datesFrom('2026-03-01', '2026-02-27')).toEqual([]);
  });

  it('lie in weeks that begin on Monday', () => {
    expect(mondayOf('2026-11-22')).toBe('2026-11-16');
    expect(mondayOf('2026-11-16')).toBe('2026-11-16');
    expect(['2026-11-16', '2026-11-22'].map(weekdayOf)).toEqual([0, 6]);
  });

  it('lie in months of their own length', () => {
    expect([firstOfMonth('2026-11-21'), lastOfMonth('2026-11-21')]).toEqual(['2026-11-01', '2026-11-30']);
    expect(lastOfMonth('2028-02-01')).toBe('2028-02-29');
    expect([monthAfter('2026-12-31', 1), monthAfter('2026-03-31', -1)]).toEqual(['2027-01-01', '2026-02-01']);
  });

  it('are read the same wherever the device is', () => {
    expect(dateWords('2026-11-21', 'short')).toBe('Sat 21 Nov');
    expect(dateWords('2026-11-21', 'long')).toBe('Saturday 21 November 2026');
    expect(dateWords('2026-11-21', 'month')).toBe('November 2026');
  });
});
