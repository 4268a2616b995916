import { dayAt } from '../calendar/calendar';
import { wallTimeAt } from '../calendar/calendar-clock';
import type { DayFrame, DayRule } from '../calendar/day-rule';
import type { Theme } from '../day/day-words';
import { HOUR, MINUTE, type Instant } from '../decider';
import { toIso } from '../wire';
import { lastUnclosed, openEntry } from './work-clock-entries';
import { clockedIn, entriesOf } from './work-clock-time';
import type { EntryType, WorkClock } from './work-clock-words';

const [CLOCK_TIME_FROM, CLOCK_TIME_UNTIL] = ['2026-11-21T'.length, '2026-11-21T09:30'.length];

/** One entry as every client sees it; `timestamp` in milliseconds, `time` as a clock in the user's zone shows it. */
export interface EntryView {
  readonly id: string;
  readonly timestamp: number;
  readonly type: EntryType;
  readonly time: string;
}

/** The work clock as every client sees it. */
export interface SessionView {
  readonly userId: string;
  readonly currentStatus: EntryType;
  /** Of one local day; work that crosses a reset is cut there, so that it begins or ends with the day [C4]. */
  readonly entries: readonly EntryView[];
  readonly dailyStats: {
    readonly totalWorkMinutes: number;
    readonly totalBreakMinutes: number;
    readonly isComplete: boolean;
  };
  readonly currentTheme: Theme;
  readonly lastActiveDate: string;
  readonly lastActivity: string | null;
  /** When the work under way began, be it on another day; null for whoever is out. */
  readonly sessionStartTime: string | null;
  readonly forgottenClockOut: { readonly since: string; readonly thresholdHours: number } | null;
  readonly serverTime: string;
  readonly version: number;
  readonly revision: number;
}

/** When a work clock is looked at, and what its state does not know. */
export interface ClockSeenAt {
  readonly userId: string;
  readonly now: Instant;
  /** The owner's last sign of life. */
  readonly lastSeenAt: Instant;
  /** The local day to be shown; the one at hand, unless somebody asks for another. */
  readonly day: DayFrame;
  readonly rule: DayRule;
  readonly theme: Theme;
  readonly version: number;
  readonly revision: number;
}

/** What a work clock looks like at one instant. */
export function sessionView(clock: WorkClock, seen: ClockSeenAt): SessionView {
  const { userId, now, day, rule, theme, version, revision } = seen;
  const open = openEntry(clock.entries);
  const { workMs, breakMs, isComplete } = clockedIn(day, clock.entries, now);
  const lastActiveAt = Math.max(clock.changedAt, seen.lastSeenAt);
  return {
    userId,
    currentStatus: open ? 'IN' : 'OUT',
    entries: (day.startsAt > now ? [] : entriesOf(day, clock.entries)).map(({ id, type, clockedAt }) => ({
      id,
      timestamp: clockedAt,
      type,
      time: toIso(wallTimeAt(clockedAt, rule.timezone)).slice(CLOCK_TIME_FROM, CLOCK_TIME_UNTIL),
    })),
    dailyStats: {
      totalWorkMinutes: Math.floor(workMs / MINUTE),
      totalBreakMinutes: Math.floor(breakMs / MINUTE),
      isComplete,
    },
    currentTheme: theme,
    lastActiveDate: lastActiveAt > 0 ? dayAt(lastActiveAt, rule).localDate : day.localDate,
    lastActivity: lastActiveAt > 0 ? toIso(lastActiveAt) : null,
    sessionStartTime: open && toIso(open.clockedAt),
    forgottenClockOut: forgotten(clock),
    serverTime: toIso(now),
    version,
    revision,
  };
}

/** The clock-out to ask for: of the work under way, where it lasts so long; else the last one that was passed over. */
function forgotten({ entries, missedId, thresholdMs }: WorkClock): SessionView['forgottenClockOut'] {
  const entry = openEntry(entries.filter(({ id }) => id === missedId)) ?? lastUnclosed(entries);
  return entry && { since: toIso(entry.clockedAt), thresholdHours: thresholdMs / HOUR };
}
