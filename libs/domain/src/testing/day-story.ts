import type { DayFrame } from '../calendar/day-rule';
import { defaultDaySettings } from '../day/day';
import type { DayEvents, DayEvent, DaySettings, DayWish, Reset } from '../day/day-words';
import { HOUR, type Instant } from '../decider';

/** The Monday on which most examples happen, in UTC. */
export const monday: DayFrame = frame('2026-01-05', '2026-01-05T00:00:00Z', '2026-01-06T00:00:00Z');
export const tuesday: DayFrame = frame('2026-01-06', '2026-01-06T00:00:00Z', '2026-01-07T00:00:00Z');

/** So many hours into the Monday. */
export const hour = (hours: number): Instant => monday.startsAt + hours * HOUR;

/** A day by its date and its two boundaries. */
export function frame(localDate: string, from: string, until: string): DayFrame {
  return { localDate, startsAt: Date.parse(from), endsAt: Date.parse(until) };
}

const TZDATA = '2026a';
const inUtc = { timezone: 'UTC', localResetTime: '00:00', tzdataVersion: TZDATA };

const told = (at: Instant, receivedAt = at) => ({ at, receivedAt, deviceId: 'laptop' });

/** Wishes, told at once; a boundary says up to when days are over. */
export const wishes = {
  begin: (at: Instant): DayWish => ({ type: 'BeginDay', ...told(at) }),
  count: (completedAt: Instant, at = completedAt): DayWish => ({
    type: 'CountSession',
    ...told(at),
    sessionId: 'first',
    completedAt,
  }),
  override: (at: Instant, count: number): DayWish => ({ type: 'OverrideCount', ...told(at), count }),
  reset: (at: Instant): DayWish => ({ type: 'ResetCount', ...told(at) }),
  change: (at: Instant, changes: Partial<DaySettings>): DayWish => ({ type: 'ChangeSettings', ...told(at), changes }),
  close: (at: Instant, receivedAt = at): DayWish => ({
    type: 'CloseDay',
    ...told(at, receivedAt),
    deviceId: null,
  }),
};

/** What was said of days. */
export const said = {
  begun: (begunAt: Instant, day = monday, rule: Partial<typeof inUtc> = {}): DayEvent => ({
    type: 'DayBegun',
    data: { ...day, begunAt, ...inUtc, ...rule },
  }),
  counted: (completedAt: Instant, count: number, localDate = monday.localDate): DayEvent => ({
    type: 'SessionCounted',
    data: { localDate, sessionId: 'first', count, completedAt },
  }),
  overridden: (overriddenAt: Instant, previousCount: number, count: number): DayEvent => ({
    type: 'CountOverridden',
    data: { localDate: monday.localDate, previousCount, count, overriddenAt },
  }),
  reset: (resetAt: Instant, previousCount: number): DayEvent => ({
    type: 'CountReset',
    data: { ...kept(resetAt, previousCount, monday.localDate), resetType: 'manual_reset', context: 'request' },
  }),
  closed: (
    begins: DayFrame,
    closed: readonly DayFrame[],
    previousCount: number,
    more: Partial<Reset> = {},
  ): DayEvent => ({
    type: 'DayClosed',
    data: {
      ...kept(begins.startsAt, previousCount, begins.localDate),
      deviceId: null,
      ...more,
      startsAt: begins.startsAt,
      endsAt: begins.endsAt,
      closed,
    },
  }),
  settings: (changedAt: Instant, changes: DayEvents['SettingsChanged']['changes']): DayEvent => ({
    type: 'SettingsChanged',
    data: { changes, changedAt },
  }),
  rule: (changedAt: Instant, endsAt: Instant | null, changes: Partial<DayEvents['DayRuleChanged']>): DayEvent => ({
    type: 'DayRuleChanged',
    data: {
      timezone: defaultDaySettings.timezone,
      dailyResetTime: defaultDaySettings.dailyResetTime,
      previousTimezone: defaultDaySettings.timezone,
      previousDailyResetTime: defaultDaySettings.dailyResetTime,
      tzdataVersion: TZDATA,
      endsAt,
      changedAt,
      ...changes,
    },
  }),
};

function kept(resetAt: Instant, previousCount: number, localDate: string): Reset {
  const what = { resetType: 'scheduled_daily', context: 'boundary', deviceId: 'laptop' } as const;
  return { ...what, previousCount, newCount: 0, resetAt, localDate, ...inUtc };
}
