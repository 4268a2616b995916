import { dayAt, nextBoundaries } from '../calendar/calendar';
import type { DayFrame, ResetTime } from '../calendar/day-rule';
import type { Day, Reset, Theme } from './day-words';
import { SECOND, type Instant } from '../decider';
import { toIso } from '../wire';
import { canonicalZone } from '../calendar/zones';

/** The settings as every client sees them; durations in seconds. */
export interface ConfigurationView {
  readonly theme: Theme;
  readonly workDuration: number;
  readonly shortBreakDuration: number;
  readonly longBreakDuration: number;
  readonly longBreakInterval: number;
  readonly autoStartWork: boolean;
  readonly autoStartBreak: boolean;
  readonly soundEnabled: boolean;
  readonly notificationEnabled: boolean;
  readonly timezone: string;
  /** The name under which the zone is known, whichever of its names was given [D2]. */
  readonly canonicalTimezone: string;
  readonly dailyResetTime: ResetTime;
  readonly lastDailyReset: string | null;
  readonly nextResetAt: string;
  readonly revision: number;
}

/** The count of the day at hand as every client sees it. */
export interface SessionCountView {
  readonly count: number;
  readonly manualSessionOverride: number | null;
  readonly localDate: string;
  readonly nextResetAt: string;
  readonly revision: number;
}

/** A reset as every client sees it. */
export interface ResetView extends Omit<Reset, 'resetAt' | 'timezone' | 'tzdataVersion'> {
  readonly resetTimestamp: string;
  readonly userTimezone: string;
}

/** When a day is looked at; every boundary that has passed was closed before. */
export interface DaySeenAt {
  readonly now: Instant;
  readonly revision: number;
}

/** What the settings of a user are, and when their next day begins. */
export function configurationView(day: Day, { now, revision }: DaySeenAt): ConfigurationView {
  const { workMs, shortBreakMs, longBreakMs, ...same } = day.settings;
  return {
    ...same,
    canonicalTimezone: canonicalZone(same.timezone) ?? same.timezone,
    workDuration: workMs / SECOND,
    shortBreakDuration: shortBreakMs / SECOND,
    longBreakDuration: longBreakMs / SECOND,
    lastDailyReset: day.lastResetAt === null ? null : toIso(day.lastResetAt),
    nextResetAt: toIso(today(day, now).endsAt),
    revision,
  };
}

/** How much a user has done today. */
export function sessionCountView(day: Day, { now, revision }: DaySeenAt): SessionCountView {
  const { localDate, endsAt } = today(day, now);
  const { count, manualSessionOverride } = day;
  return { count, manualSessionOverride, localDate, nextResetAt: toIso(endsAt), revision };
}

/** What is told of a reset [D6]. */
export function resetView(reset: Reset): ResetView {
  const { resetType, previousCount, newCount, localResetTime, localDate, deviceId, context } = reset;
  const counts = { resetType, previousCount, newCount };
  const when = { resetTimestamp: toIso(reset.resetAt), userTimezone: reset.timezone, localResetTime, localDate };
  return { ...counts, ...when, deviceId, context };
}

/** The next days of a user and when they begin, the end of the day at hand first. */
export function upcomingResets(
  day: Day,
  now: Instant,
  count: number,
): readonly { localDate: string; resetAt: string }[] {
  const { endsAt } = today(day, now);
  const boundaries = [endsAt, ...nextBoundaries(endsAt, day.settings, count)].slice(0, count);
  return boundaries.map((at) => ({ localDate: dayAt(at, day.settings).localDate, resetAt: toIso(at) }));
}

function today(day: Day, now: Instant): DayFrame {
  return day.status === 'untouched' ? dayAt(now, day.settings) : day;
}
