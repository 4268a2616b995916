import { type DayRule } from '@tidemark/domain';
import { changeOfRule, type CountShown } from './rule-change';
import { changeWords, dayWords, resetLines } from './reset-words';

const berlin: DayRule = { timezone: 'Europe/Berlin', dailyResetTime: 'midnight' };
const tokyo: DayRule = { timezone: 'Asia/Tokyo', dailyResetTime: 'midnight' };
const honolulu: DayRule = { timezone: 'Pacific/Honolulu', dailyResetTime: 'midnight' };
const sixInTheEvening = Date.parse('2026-11-21T17:00:00.000Z');
const today: CountShown = { count: 3, localDate: '2026-11-21', nextResetAt: '2026-11-21T23:00:00.000Z', revision: 7 };

describe('a rule that is not saved yet [D6]', () => {
  it('ends the day at once where it is a later date there', () => {
    const change = changeOfRule(berlin, today, tokyo, sixInTheEvening);
    expect(change).toMatchObject({ ends: '2026-11-21', localDate: '2026-11-22' });
    expect(changeWords(change, tokyo)).toBe(
      'Your day, Sat 21 Nov, ends now and its count is kept. Sun 22 Nov begins at once and goes on until 00:00 on Mon 23 Nov.',
    );
  });

  it('leaves the day open where it is the same date there, until the next boundary of the new rule', () => {
    const change = changeOfRule(berlin, today, honolulu, sixInTheEvening);
    expect(change.ends).toBeNull();
    expect(changeWords(change, honolulu)).toBe('Your day, Sat 21 Nov, stays open until 00:00 on Sun 22 Nov.');
    expect(new Date(change.endsAt).toISOString()).toBe('2026-11-22T10:00:00.000Z');
  });

  it('leaves the day open where a later hour makes it yesterday, and passes over the boundary that would repeat it', () => {
    const evening = { ...berlin, dailyResetTime: '20:30' };
    const change = changeOfRule(berlin, today, evening, sixInTheEvening);
    expect(change).toMatchObject({ ends: null, localDate: '2026-11-21' });
    expect(change.upcoming[0]).toEqual({ localDate: '2026-11-22', resetAt: '2026-11-22T19:30:00.000Z' });
  });

  it('has ten resets to show, the end of the day at hand first', () => {
    const { upcoming, endsAt } = changeOfRule(berlin, today, berlin, sixInTheEvening);
    expect(upcoming).toHaveLength(10);
    expect(Date.parse(upcoming[0]?.resetAt ?? '')).toBe(endsAt);
  });

  it('has the days of a visitor of whom nothing is known', () =>
    expect(changeOfRule(berlin, { ...today, revision: 0 }, berlin, sixInTheEvening)).toMatchObject({
      ...{ ends: null, localDate: '2026-11-21' },
      upcoming: { length: 10 },
    }));

  it('begins the first day of somebody who never did anything', () =>
    expect(changeOfRule(berlin, { ...today, revision: 0 }, tokyo, sixInTheEvening)).toMatchObject({
      ends: null,
      localDate: '2026-11-22',
    }));
});

describe('resets in words', () => {
  const night = Date.parse('2026-03-27T12:00:00.000Z');
  const count: CountShown = { ...today, localDate: '2026-03-27', nextResetAt: '2026-03-28T01:30:00.000Z' };
  const halfPastTwo: DayRule = { timezone: 'Europe/Berlin', dailyResetTime: '02:30' };

  it('say when, in how long, and what the clocks do [D5]', () => {
    const { upcoming } = changeOfRule(halfPastTwo, count, halfPastTwo, night);
    const [first, second] = resetLines(upcoming, halfPastTwo, night);
    expect(first).toMatchObject({
      day: 'Sat 28 Mar',
      time: '02:30',
      away: 'in 13 h 30 min',
      note: 'begins a day of 23 h 30 min',
    });
    expect(second).toMatchObject({
      day: 'Sun 29 Mar',
      time: '03:00',
      note: 'clocks skip 02:30 that day; begins a day of 23 h 30 min',
    });
  });

  it('say what a day is', () => {
    expect(dayWords(berlin)).toBe('Your day runs 00:00–24:00.');
    expect(dayWords({ dailyResetTime: { hour: 4 } })).toBe('Your day runs from 04:00 to 04:00.');
  });
});
