import type { Entry } from '@tidemark/client';
import { HOUR, type DayRule } from '@tidemark/domain';
import { changeOfRule, type CountShown } from './rule-change';
import { changeWords, dayWords, resetLines } from './reset-words';
import { minutesAtPoint, minutesByKey, minutesOf, pointAt, resetTimeOf, typedTime } from './reset-time';
import { minutesText, typedSeconds } from './durations';
import { refusalsByField } from './refusals';
import { zoneChoice, zonesFor } from './zone-search';

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

describe('the dial', () => {
  it.each([
    ['midnight', 'midnight'],
    ['0:00', 'midnight'],
    ['7', { hour: 7 }],
    [' 07:30 ', '07:30'],
    ['7.05', '07:05'],
    ['24', null],
    ['7:60', null],
    ['soon', null],
    ['', null],
  ])('reads %p as %p [D2]', (text, time) => expect(typedTime(text)).toEqual(time));

  it('turns times into minutes and back', () =>
    expect([0, 60, 450, 1_439].map((minutes) => minutesOf(resetTimeOf(minutes)))).toEqual([0, 60, 450, 1_439]));

  it('has midnight at the top, six to the right, and finds a point by its quarter of an hour', () => {
    expect(pointAt(0, 100)).toEqual({ x: 0, y: -100 });
    expect(pointAt(360, 100)).toEqual({ x: 100, y: -0 });
    for (const minutes of [0, 15, 360, 720, 1_425]) {
      const { x, y } = pointAt(minutes, 80);
      expect(minutesAtPoint(x, y)).toBe(minutes);
    }
    expect(minutesAtPoint(-1, -100)).toBe(0);
  });

  it.each([
    ['ArrowRight', false, 0, 15],
    ['ArrowLeft', false, 0, 1_425],
    ['ArrowUp', true, 10, 11],
    ['PageDown', false, 90, 30],
    ['Home', false, 700, 0],
    ['End', false, 700, 1_425],
    ['a', false, 700, null],
  ])('moves by %s [W3]', (key, isShifted, from, to) => expect(minutesByKey(key, isShifted, from)).toBe(to));
});

describe('the search for a zone', () => {
  const zones = ['America/Indiana/Tell_City', 'America/New_York', 'Asia/Tokyo', 'Europe/Berlin'];

  it('finds places by how they begin, then by any word', () => {
    expect(zonesFor('new y', zones)).toEqual(['America/New_York']);
    expect(zonesFor('t', zones)).toEqual(['America/Indiana/Tell_City', 'Asia/Tokyo']);
    expect(zonesFor('city', zones)).toEqual(['America/Indiana/Tell_City']);
    expect([zonesFor('atlantis', zones), zonesFor(' ', zones)]).toEqual([[], []]);
  });

  it('takes a full name that the list does not have [D2]', () =>
    expect(zonesFor('Asia/Kolkata', zones)).toEqual(['Asia/Kolkata']));

  it('says what time it is there', () => {
    const now = Date.parse('2026-11-21T12:00:00.000Z');
    expect(zoneChoice('America/Indiana/Tell_City', now)).toEqual({
      ...{ zone: 'America/Indiana/Tell_City', place: 'Tell City', area: 'America, Indiana' },
      ...{ offset: 'UTC-6', time: '06:00' },
    });
  });
});

describe('values', () => {
  it('of time are minutes on the page and seconds elsewhere', () => {
    expect([1_500, 90, 1].map(minutesText)).toEqual(['25', '1.5', '0.02']);
    expect(['25', '1,5', ' 0 ', 'x', ''].map(typedSeconds)).toEqual([1_500, 90, 0, null, null]);
  });

  it('that were refused are told beside their field, in the words of the server', () => {
    const details = [{ path: 'workDuration', rule: 'max', message: 'workDuration must not be greater than 86400' }];
    const entry: Entry = {
      ...{ key: 'k', userId: 'u', order: 1, lane: 'person', name: 'configuration/set' },
      ...{ data: { workDuration: 90_000 }, happenedAt: HOUR, isTimed: true, holdMs: 0, slot: null },
    };
    const refused = { ...entry, refusal: { code: 'request/invalid', message: 'No.', details } };
    expect(refusalsByField([refused])).toEqual({
      workDuration: { key: 'k', message: details[0]?.message, value: 90_000 },
    });
    const vague = { ...entry, refusal: { code: 'day/at-out-of-range', message: 'Too late.' } };
    expect(refusalsByField([vague])).toEqual({ workDuration: { key: 'k', message: 'Too late.', value: 90_000 } });
  });
});
