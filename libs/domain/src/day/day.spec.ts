import { day, defaultDaySettings } from './day';
import { dayByCalendar } from './day-lookup';
import { HOUR, MINUTE } from '../decider';
import { frame, hour, monday, said, tuesday, wishes } from '../testing/day-story';
import { given } from '../testing/given';

const days = dayByCalendar('2026a');
const begun = said.begun(hour(9));

describe('a user of whom nothing is known', () => {
  const nobody = given(days);

  it('has the usual settings, and no day to close [D1]', () => {
    expect(nobody.state.settings).toEqual({
      ...{ theme: 'dark', workMs: 25 * MINUTE, shortBreakMs: 5 * MINUTE, longBreakMs: 15 * MINUTE },
      ...{ longBreakInterval: 4, autoStartWork: true, autoStartBreak: true },
      ...{ soundEnabled: true, notificationEnabled: true, timezone: 'UTC', dailyResetTime: 'midnight' },
    });
    expect([day.dueAt?.(nobody.state), day.endsAt?.(nobody.state)]).toEqual([null, null]);
    nobody.when(wishes.close(hour(9))).thenNothing();
  });

  it('begins a day with the first thing they do', () => nobody.when(wishes.begin(hour(9))).then(begun));

  it('counts their first session in it [D3]', () =>
    nobody.when(wishes.count(hour(9))).then(begun, said.counted(hour(9), 1)));

  it('chooses a zone before the first day, which is then one of that zone [D6]', () => {
    const tokyo = frame('2026-01-05', '2026-01-04T15:00:00Z', '2026-01-05T15:00:00Z');
    nobody
      .when(wishes.change(hour(9), { timezone: 'Asia/Tokyo' }))
      .then(
        said.rule(hour(9), null, { timezone: 'Asia/Tokyo' }),
        said.begun(hour(9), tokyo, { timezone: 'Asia/Tokyo' }),
      );
  });
});

describe('the count of a day', () => {
  const two = given(days, begun, said.counted(hour(10), 1), said.counted(hour(11), 2));

  it('grows with each completed session [D3] [I-16]', () =>
    two.when(wishes.count(hour(12))).then(said.counted(hour(12), 3)));

  it('is what the user says, from then on [D3] [I-16]', () => {
    two.when(wishes.override(hour(12), 7)).then(said.overridden(hour(12), 2, 7));
    const corrected = given(days, begun, said.overridden(hour(12), 0, 7));
    expect(corrected.state).toMatchObject({ count: 7, manualSessionOverride: 7 });
    corrected.when(wishes.count(hour(13))).then(said.counted(hour(13), 8));
  });

  it('does not grow with what was over before the user corrected it, and is told later [I-16]', () =>
    given(days, begun, said.overridden(hour(12), 0, 7))
      .when(wishes.count(hour(11), hour(13)))
      .thenNothing());

  it('never grows over 1000 [D3] [I-16]', () =>
    given(days, begun, said.overridden(hour(12), 0, 1_000))
      .when(wishes.count(hour(13)))
      .then(said.counted(hour(13), 1_000)));

  it('goes back to nothing when the user wishes so, override and all; the day goes on [D6]', () => {
    two.when(wishes.reset(hour(12))).then(said.reset(hour(12), 2));
    const { state } = given(days, begun, said.overridden(hour(10), 0, 7), said.reset(hour(12), 7));
    expect(state).toMatchObject({
      count: 0,
      manualSessionOverride: null,
      status: 'active',
      ...monday,
      lastResetAt: null,
    });
  });

  it('of today is not touched by a session of a day that is over [D7]', () =>
    given(days, begun, said.closed(tuesday, [monday], 0))
      .when(wishes.count(hour(23), hour(25)))
      .thenNothing());

  it('of today has the session that ends exactly at its beginning [D7]', () =>
    given(days, begun, said.closed(tuesday, [monday], 0))
      .when(wishes.count(hour(24)))
      .then(said.begun(hour(24), tuesday), said.counted(hour(24), 1, tuesday.localDate)));
});

describe('the end of a day', () => {
  const worked = given(days, begun, said.overridden(hour(10), 0, 7));

  it('is asked for where the user was there, and only there [D4]', () => {
    expect(day.dueAt?.(worked.state)).toBe(monday.endsAt);
    const resting = given(days, begun, said.closed(tuesday, [monday], 0)).state;
    expect([day.dueAt?.(resting), day.endsAt?.(resting)]).toEqual([null, tuesday.endsAt]);
  });

  it('sets the count back, clears the override and keeps all of it in the event [D4] [D6] [I-19]', () => {
    worked.when(wishes.close(monday.endsAt)).then(said.closed(tuesday, [monday], 7));
    const { state } = given(days, begun, said.overridden(hour(10), 0, 7), said.closed(tuesday, [monday], 7));
    const empty = { count: 0, manualSessionOverride: null, lastResetAt: monday.endsAt };
    expect(state).toMatchObject({ status: 'resting', ...tuesday, ...empty });
  });

  it('comes once, however often it rings, and never early [D4] [I-17]', () => {
    worked.when(wishes.close(monday.endsAt - 1)).thenNothing();
    given(days, begun, said.closed(tuesday, [monday], 7))
      .when(wishes.close(monday.endsAt, monday.endsAt + HOUR))
      .thenNothing();
  });

  it('is dated to the boundary, however late it is noticed [D4]', () =>
    worked.when(wishes.close(monday.endsAt, monday.endsAt + 5 * HOUR)).then(said.closed(tuesday, [monday], 7)));

  it('is one event after days of silence, which names each of them [D4] [I-17]', () => {
    const wednesday = frame('2026-01-07', '2026-01-07T00:00:00Z', '2026-01-08T00:00:00Z');
    const thursday = frame('2026-01-08', '2026-01-08T00:00:00Z', '2026-01-09T00:00:00Z');
    worked
      .when(wishes.close(monday.endsAt, hour(80)))
      .then(said.closed(thursday, [monday, tuesday, wednesday], 7, { context: 'catch_up' }));
  });

  it('leaves out a date that its zone does not have [D5] [I-17]', () => {
    const apia = { timezone: 'Pacific/Apia', tzdataVersion: '2026a' };
    const thursday = frame('2011-12-29', '2011-12-29T10:00:00Z', '2011-12-30T10:00:00Z');
    const saturday = frame('2011-12-31', '2011-12-30T10:00:00Z', '2011-12-31T10:00:00Z');
    const noon = thursday.startsAt + 12 * HOUR;
    given(days, said.rule(noon, null, apia), said.begun(noon, thursday, apia))
      .when(wishes.close(thursday.endsAt))
      .then(said.closed(saturday, [thursday], 0, apia));
  });

  it('moves where a newer zone database says so, and no day is closed before it [I-19]', () => {
    const shortened = { ...monday, endsAt: monday.endsAt - HOUR };
    given(days, said.begun(hour(9), shortened))
      .when(wishes.close(shortened.endsAt))
      .then({
        type: 'DayEndMoved',
        data: { localDate: monday.localDate, endsAt: monday.endsAt, movedAt: shortened.endsAt, tzdataVersion: '2026a' },
      });
  });

  it('closes years of absence a year at a time, and comes to rest', () => {
    let { state } = worked;
    const closed: string[] = [];
    const now = hour(3 * 365 * 24);
    for (let rings = 0; rings < 10 && (days.endsAt?.(state) ?? now) <= now; rings += 1) {
      for (const event of days.decide(state, wishes.close(days.endsAt?.(state) ?? now, now))) {
        if (event.type === 'DayClosed') closed.push(...event.data.closed.map(({ localDate }) => localDate));
        state = days.evolve(state, event);
      }
    }
    expect(closed).toHaveLength(3 * 365);
    expect(new Set(closed).size).toBe(closed.length);
  });
});

describe('settings', () => {
  it('change by what differs and by nothing else [D1]', () =>
    given(days, begun)
      .when(
        wishes.change(hour(10), { theme: 'light', workMs: 25 * MINUTE, timezone: 'UTC', dailyResetTime: 'midnight' }),
      )
      .then(said.settings(hour(10), { theme: 'light' })));

  it('that are what they were change nothing [D1]', () =>
    given(days, begun)
      .when(wishes.change(hour(10), defaultDaySettings))
      .thenNothing());

  it('are remembered [D1]', () => {
    const { state } = given(days, begun, said.settings(hour(10), { theme: 'light', soundEnabled: false }));
    expect(state.settings).toEqual({ ...defaultDaySettings, theme: 'light', soundEnabled: false });
  });
});
