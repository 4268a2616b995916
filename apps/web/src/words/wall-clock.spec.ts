import { dayAt, HOUR, type DayRule } from '@tidemark/domain';
import { dateOf, hoursOfDay, instantOf, instantWithin } from './wall-clock';

const berlin: DayRule = { timezone: 'Europe/Berlin', dailyResetTime: 'midnight' };
const late: DayRule = { timezone: 'Europe/Berlin', dailyResetTime: '04:30' };
const noon = Date.parse('2026-11-21T11:00:00.000Z');

describe('the clock on the wall', () => {
  it('finds the instant of a time, in summer and in winter', () => {
    expect(instantOf('2026-11-21', '09:30', 'Europe/Berlin')).toBe(Date.parse('2026-11-21T08:30:00.000Z'));
    expect(instantOf('2026-07-01', '09:30', 'Europe/Berlin')).toBe(Date.parse('2026-07-01T07:30:00.000Z'));
  });

  it('takes the first of two that are shown alike when clocks go back', () =>
    expect(instantOf('2026-10-25', '02:30', 'Europe/Berlin')).toBe(Date.parse('2026-10-25T00:30:00.000Z')));

  it('finds the small hours in a day that begins at half past four', () => {
    const day = dayAt(noon, late);
    expect(instantWithin(day, '01:00', 'Europe/Berlin')).toBe(Date.parse('2026-11-22T00:00:00.000Z'));
    expect(instantWithin(day, '05:00', 'Europe/Berlin')).toBe(Date.parse('2026-11-21T04:00:00.000Z'));
  });

  it('knows which hours a day has', () => {
    expect(hoursOfDay(dayAt(noon, berlin), berlin)).toBe('00:00–24:00');
    expect(hoursOfDay(dayAt(noon, late), late)).toBe('04:30–04:30');
  });

  it('knows the date of an instant', () => expect(dateOf(noon + 12 * HOUR, 'Europe/Berlin')).toBe('2026-11-22'));
});
