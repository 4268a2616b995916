import { day } from './day';
import { dayByCalendar } from './day-lookup';
import { configurationView, sessionCountView, upcomingResets } from './day-view';
import { fold } from '../decider';
import { hour, monday, said, tuesday } from '../testing/day-story';

const seen = { now: hour(10), revision: 7 };

describe('the settings as a client sees them', () => {
  it('are the usual ones before anything happened, with the next reset known [D1]', () =>
    expect(configurationView(day.initial, seen)).toEqual({
      ...{ theme: 'dark', workDuration: 1_500, shortBreakDuration: 300, longBreakDuration: 900, longBreakInterval: 4 },
      ...{ autoStartWork: true, autoStartBreak: true, soundEnabled: true, notificationEnabled: true },
      ...{ canonicalTimezone: 'UTC' },
      ...{ timezone: 'UTC', dailyResetTime: 'midnight', lastDailyReset: null },
      ...{ nextResetAt: '2026-01-06T00:00:00.000Z', revision: 7 },
    }));

  it('keep the name of a zone as it was given, and say under which it is known [D2]', () => {
    const settings = { ...day.initial.settings, timezone: 'US/Pacific' };
    expect(configurationView({ ...day.initial, settings }, seen)).toMatchObject({
      timezone: 'US/Pacific',
      canonicalTimezone: 'America/Los_Angeles',
    });
  });

  it('say when the last day ended [D4]', () => {
    const state = fold(day, day.initial, [said.begun(hour(9)), said.closed(tuesday, [monday], 0)]);
    const shown = configurationView(state, { ...seen, now: hour(25) });
    expect(shown).toMatchObject({
      lastDailyReset: '2026-01-06T00:00:00.000Z',
      nextResetAt: '2026-01-07T00:00:00.000Z',
    });
  });
});

describe('the count as a client sees it', () => {
  it('has its day and what the user made of it [D3]', () => {
    const state = fold(day, day.initial, [
      said.begun(hour(9)),
      said.overridden(hour(9), 0, 7),
      said.counted(hour(10), 8),
    ]);
    expect(sessionCountView(state, seen)).toEqual({
      ...{ count: 8, manualSessionOverride: 7, localDate: '2026-01-05' },
      ...{ nextResetAt: '2026-01-06T00:00:00.000Z', revision: 7 },
    });
  });
});

describe('the resets to come', () => {
  it('begin with the end of the day at hand, even one that passes over a boundary [D6]', () => {
    const change = said.rule(hour(15), hour(40), { dailyResetTime: { hour: 16 } });
    const state = fold(dayByCalendar('2026a'), day.initial, [said.begun(hour(9)), change]);
    expect(upcomingResets(state, hour(15), 2)).toEqual([
      { localDate: '2026-01-06', resetAt: '2026-01-06T16:00:00.000Z' },
      { localDate: '2026-01-07', resetAt: '2026-01-07T16:00:00.000Z' },
    ]);
  });

  it('are as many as were asked for', () => expect(upcomingResets(day.initial, hour(9), 366)).toHaveLength(366));
});
