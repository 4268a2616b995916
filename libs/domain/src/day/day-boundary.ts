import { clockTimeOf, type DayFrame, type DayRule } from '../calendar/day-rule';
import type { DatedDay, Day, DayCommand, DayEvent, Reset } from './day-words';
import type { Instant } from '../decider';

type Close = Extract<DayCommand, { type: 'CloseDay' }>;
type Change = Extract<DayCommand, { type: 'ChangeSettings' }>;

/** The boundary may ring twice, or after its day was closed; after an outage one event closes all that ended [D4]. */
export function closed(day: Day, command: Close): readonly DayEvent[] {
  const { receivedAt, days } = command;
  if (day.status === 'untouched' || receivedAt < day.endsAt) return [];
  const later = daysAfter(day.localDate, days, receivedAt);
  const begins = later.at(-1);
  if (!begins) return endMoved(day, command);
  // What happened in a day stays in it, even if a newer zone database lets it end earlier.
  const boundaries = later.map(({ startsAt }) => Math.max(startsAt, day.changedAt));
  const over = [day, ...later.slice(0, -1)].map(({ localDate, startsAt }, index) => {
    const startedAt = index === 0 ? startsAt : (boundaries[index - 1] ?? startsAt);
    return { localDate, startsAt: startedAt, endsAt: boundaries[index] ?? startedAt };
  });
  const resetAt = boundaries.at(-1) ?? begins.startsAt;
  const why = { resetType: 'scheduled_daily', context: later.length > 1 ? 'catch_up' : 'boundary' } as const;
  return [closing(day, command, { ...begins, startsAt: resetAt }, over, day.settings, { ...why, resetAt })];
}

/** By the zone database of today the day at hand may end at another instant; days that are over stay as they were. */
export function endMoved(day: Day, { at, days, tzdataVersion }: DayCommand): readonly DayEvent[] {
  if (day.status === 'untouched') return [];
  const endsAt = endOf(day.localDate, days);
  if (endsAt === day.endsAt) return [];
  return [{ type: 'DayEndMoved', data: { localDate: day.localDate, endsAt, movedAt: at, tzdataVersion } }];
}

/**
 * Another rule, at once. Where it puts this instant on a later date, the day at hand ends here. Where it puts it on the
 * same or an earlier date, the day goes on until the new rule reaches a later date than the one at hand: a boundary at
 * which that very date would begin once more is passed over, so that dates neither go back nor come twice [D6].
 */
export function ruleChanged(day: Day, command: Change): readonly DayEvent[] {
  const { at, changes, days, tzdataVersion } = command;
  const { timezone, dailyResetTime } = day.settings;
  const rule: DayRule = {
    timezone: changes.timezone ?? timezone,
    dailyResetTime: changes.dailyResetTime ?? dailyResetTime,
  };
  const isAnotherZone = rule.timezone !== timezone;
  if (!isAnotherZone && JSON.stringify(rule.dailyResetTime) === JSON.stringify(dailyResetTime)) return [];

  const said = { ...rule, previousTimezone: timezone, previousDailyResetTime: dailyResetTime, tzdataVersion };
  const changed = (endsAt: Instant | null): DayEvent => {
    return { type: 'DayRuleChanged', data: { ...said, endsAt, changedAt: at } };
  };
  if (day.status === 'untouched') return [changed(null)];
  const begins = daysAfter(day.localDate, days, at).at(-1);
  if (!begins) return [changed(endOf(day.localDate, days))];
  const over = [{ localDate: day.localDate, startsAt: day.startsAt, endsAt: at }];
  const resetType = isAnotherZone ? 'timezone_change' : 'configuration_change';
  const why = { resetType, context: 'rule_change', resetAt: at } as const;
  return [changed(at), closing(day, command, { ...begins, startsAt: at }, over, rule, why)];
}

function closing(
  day: DatedDay,
  { tzdataVersion, deviceId }: Close | Change,
  { localDate, startsAt, endsAt }: DayFrame,
  over: readonly DayFrame[],
  { timezone, dailyResetTime }: DayRule,
  why: Pick<Reset, 'resetType' | 'context' | 'resetAt'>,
): DayEvent {
  const counts = { previousCount: day.count, newCount: 0 } as const;
  const rule = { timezone, localResetTime: clockTimeOf(dailyResetTime), tzdataVersion };
  return {
    type: 'DayClosed',
    data: { ...why, ...counts, ...rule, deviceId, localDate, startsAt, endsAt, closed: over },
  };
}

/** The days of later dates that have begun by then. */
function daysAfter(localDate: string, days: readonly DayFrame[], until: Instant): readonly DayFrame[] {
  return days.filter((frame) => frame.localDate > localDate && frame.startsAt <= until);
}

/** When the day of this date ends by these frames; a date that they skip ends where the next begins. */
function endOf(localDate: string, days: readonly DayFrame[]): Instant {
  const [first] = days;
  if (!first) throw new Error(`Nobody looked up when ${localDate} ends`);
  return first.localDate > localDate ? first.startsAt : first.endsAt;
}
