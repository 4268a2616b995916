import { dayByCalendar } from './day-lookup';
import type { DayEvent } from './day-words';
import { HOUR } from '../decider';
import { frame, hour, monday, said, tuesday, wishes } from '../testing/day-story';
import { given } from '../testing/given';

const days = dayByCalendar('2026a');
const berlinMonday = frame('2026-01-05', '2026-01-04T23:00:00Z', '2026-01-05T23:00:00Z');
const inBerlin: readonly DayEvent[] = [
  said.rule(hour(1), null, { timezone: 'Europe/Berlin' }),
  said.begun(hour(1), berlinMonday, { timezone: 'Europe/Berlin' }),
  said.counted(hour(2), 1),
];
const toNewYork = { timezone: 'America/New_York', previousTimezone: 'Europe/Berlin' };

describe('a flight to the west after midnight', () => {
  const departed = given(days, ...inBerlin);
  // New York's Monday begins at 05:00 UTC and ends with the next midnight there.
  const newYorkTuesday = Date.parse('2026-01-06T05:00:00Z');

  it('keeps the open day and its count until New York reaches a later date [D6] [I-18]', () =>
    departed
      .when(wishes.change(hour(3), { timezone: 'America/New_York' }))
      .then(said.rule(hour(3), newYorkTuesday, toNewYork)));

  it('passes over the midnight that would begin the same date again [D6] [I-17]', () =>
    given(days, ...inBerlin, said.rule(hour(3), newYorkTuesday, toNewYork))
      .when(wishes.close(hour(5)))
      .thenNothing());

  it('and back is still the same day, with the end it had [D6] [I-18]', () =>
    given(days, ...inBerlin, said.rule(hour(3), newYorkTuesday, toNewYork))
      .when(wishes.change(hour(20), { timezone: 'Europe/Berlin' }))
      .then(
        said.rule(hour(20), berlinMonday.endsAt, { timezone: 'Europe/Berlin', previousTimezone: 'America/New_York' }),
      ));
});

describe('a flight to the east, to where it is tomorrow already', () => {
  const tokyo = { timezone: 'Asia/Tokyo', localResetTime: '00:00' };
  const tokyoTuesday = frame('2026-01-06', '2026-01-05T15:00:00Z', '2026-01-06T15:00:00Z');

  it('closes the open day at once, with that kind [D6]', () => {
    const until = { ...monday, endsAt: hour(20) };
    const begins = { ...tokyoTuesday, startsAt: hour(20) };
    const why = { resetType: 'timezone_change', context: 'rule_change', deviceId: 'laptop', ...tokyo } as const;
    given(days, said.begun(hour(9)), said.counted(hour(10), 1))
      .when(wishes.change(hour(20), { timezone: 'Asia/Tokyo' }))
      .then(
        said.rule(hour(20), hour(20), { timezone: 'Asia/Tokyo' }),
        said.closed(begins, [until], 1, why),
        said.begun(hour(20), begins, tokyo),
      );
  });

  it('closes nothing while it is the same date there [D6]', () =>
    given(days, said.begun(hour(9)))
      .when(wishes.change(hour(10), { timezone: 'Asia/Tokyo' }))
      .then(said.rule(hour(10), tokyoTuesday.startsAt, { timezone: 'Asia/Tokyo' })));
});

describe('a reset time that is moved around the hour', () => {
  const afternoon = given(days, said.begun(hour(9)), said.counted(hour(10), 1));

  it('to a later hour lets the day go on to it [D6]', () =>
    afternoon
      .when(wishes.change(hour(15), { dailyResetTime: { hour: 16 } }))
      .then(said.rule(hour(15), hour(24 + 16), { dailyResetTime: { hour: 16 } })));

  it('back to an earlier hour of a day that is ahead closes it at once [D6]', () => {
    const begins = { ...tuesday, startsAt: hour(30) };
    given(days, said.begun(hour(9)), said.rule(hour(15), hour(40), { dailyResetTime: { hour: 16 } }))
      .when(wishes.change(hour(30), { dailyResetTime: 'midnight' }))
      .then(
        said.rule(hour(30), hour(30), { previousDailyResetTime: { hour: 16 } }),
        said.closed(begins, [{ ...monday, endsAt: hour(30) }], 0, {
          resetType: 'configuration_change',
          context: 'rule_change',
          deviceId: 'laptop',
        }),
        said.begun(hour(30), begins),
      );
  });

  it('written in another way is another setting and the same day [D2] [D6]', () =>
    afternoon
      .when(wishes.change(hour(15), { dailyResetTime: '0:00' }))
      .then(said.rule(hour(15), monday.endsAt, { dailyResetTime: '0:00' })));
});

describe('the two ends of the date line', () => {
  it('jump over a date that the user never had, and do not count one twice on the way back [D6] [I-18]', () => {
    const tenThirty = hour(10.5);
    const { state } = given(
      days,
      said.rule(tenThirty, null, { timezone: 'Pacific/Pago_Pago' }),
      said.begun(tenThirty, frame('2026-01-04', '2026-01-04T11:00:00Z', '2026-01-05T11:00:00Z')),
    );
    const there = days
      .decide(state, wishes.change(tenThirty, { timezone: 'Pacific/Kiritimati' }))
      .reduce(days.evolve, state);
    expect(there).toMatchObject({ localDate: '2026-01-06', startsAt: tenThirty });
    const back = days
      .decide(there, wishes.change(tenThirty + HOUR, { timezone: 'Pacific/Pago_Pago' }))
      .reduce(days.evolve, there);
    expect(back).toMatchObject({ localDate: '2026-01-06', endsAt: Date.parse('2026-01-07T11:00:00Z') });
  });
});
