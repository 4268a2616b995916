import { HOUR } from '../decider';
import { clocked, entry } from '../testing/clock-story';
import { frame, hour, monday } from '../testing/day-story';
import { given } from '../testing/given';
import { workClock } from './work-clock';
import { sessionView, type ClockSeenAt } from './work-clock-view';
import type { ClockEvent } from './work-clock-words';

const inBerlin: ClockSeenAt = {
  userId: 'ada',
  now: hour(14),
  lastSeenAt: hour(13),
  day: frame('2026-01-05', '2026-01-04T23:00:00Z', '2026-01-05T23:00:00Z'),
  rule: { timezone: 'Europe/Berlin', dailyResetTime: 'midnight' },
  theme: 'light',
  version: 3,
  revision: 12,
};
const seen = (events: readonly ClockEvent[], more: Partial<ClockSeenAt> = {}) =>
  sessionView(given(workClock, ...events).state, { ...inBerlin, ...more });

describe('a work clock as clients see it', () => {
  it('has every field of the contract, and times as the user’s clock shows them [C1] [C2]', () =>
    expect(seen([clocked.in(hour(9)), clocked.out(hour(12.5)), clocked.in(hour(13))])).toEqual({
      userId: 'ada',
      currentStatus: 'IN',
      entries: [
        { id: 'IN-9', timestamp: hour(9), type: 'IN', time: '10:00' },
        { id: 'OUT-12.5', timestamp: hour(12.5), type: 'OUT', time: '13:30' },
        { id: 'IN-13', timestamp: hour(13), type: 'IN', time: '14:00' },
      ],
      dailyStats: { totalWorkMinutes: 270, totalBreakMinutes: 30, isComplete: false },
      currentTheme: 'light',
      lastActiveDate: '2026-01-05',
      lastActivity: '2026-01-05T13:00:00.000Z',
      sessionStartTime: '2026-01-05T13:00:00.000Z',
      forgottenClockOut: null,
      serverTime: '2026-01-05T14:00:00.000Z',
      version: 3,
      revision: 12,
    }));

  it('is out and empty for whoever never came [C1]', () =>
    expect(seen([], { lastSeenAt: 0 })).toMatchObject({
      ...{ currentStatus: 'OUT', entries: [], lastActiveDate: '2026-01-05', lastActivity: null },
      ...{ sessionStartTime: null, forgottenClockOut: null },
      dailyStats: { totalWorkMinutes: 0, totalBreakMinutes: 0, isComplete: false },
    }));

  it('was last active on a date of the user’s own days [C1]', () => {
    const beforeReset = { lastSeenAt: hour(4), rule: { timezone: 'Europe/Berlin', dailyResetTime: '07:00' } };
    expect(seen([], beforeReset).lastActiveDate).toBe('2026-01-04');
  });

  it('shows any day, with work cut at its ends, and none that is to come [C4]', () => {
    const nextDay = { now: hour(26), day: frame('2026-01-06', '2026-01-05T23:00:00Z', '2026-01-06T23:00:00Z') };
    expect(seen([clocked.in(hour(22))], nextDay)).toMatchObject({
      entries: [{ id: 'IN-22', timestamp: hour(23), time: '00:00' }],
      dailyStats: { totalWorkMinutes: 180 },
      sessionStartTime: '2026-01-05T22:00:00.000Z',
    });
    expect(seen([clocked.in(hour(22))], { ...nextDay, now: hour(22.5) }).entries).toEqual([]);
  });

  it('asks for a clock-out that is missing, of today or passed over [C3]', () => {
    const forgotten = { since: '2026-01-05T09:00:00.000Z', thresholdHours: 8 };
    const missed = [clocked.in(hour(9)), clocked.missed(hour(17), hour(9))];
    expect(seen(missed, { now: hour(18) })).toMatchObject({ currentStatus: 'IN', forgottenClockOut: forgotten });
    const nextDay = [...missed, clocked.in(hour(33))];
    expect(seen(nextDay, { now: hour(34) }).forgottenClockOut).toEqual(forgotten);
    const answered = [...nextDay, clocked.added(hour(34), entry('OUT', hour(17)))];
    expect(seen(answered, { now: hour(34) }).forgottenClockOut).toBeNull();
  });

  it('tells whole minutes only [C1]', () =>
    expect(
      seen([clocked.in(hour(9)), clocked.out(hour(9) + HOUR - 1)], { day: monday }).dailyStats.totalWorkMinutes,
    ).toBe(59));
});
