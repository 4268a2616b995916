import {
  HOUR,
  MINUTE,
  type ClockEvent,
  type DayEvent,
  type DayFrame,
  type Instant,
  type TimerEvent,
} from '@tidemark/domain';

/** The Monday on which every example happens, in UTC, and the day after it. */
export const monday = frame('2026-01-05', '2026-01-05T00:00:00Z');
export const tuesday = frame('2026-01-06', '2026-01-06T00:00:00Z');

/** So many hours into the Monday. */
export const hour = (hours: number): Instant => monday.startsAt + hours * HOUR;

const rule = { timezone: 'UTC', localResetTime: '00:00', tzdataVersion: '2026a' };
const session = (sessionId: string) => ({
  sessionId,
  sessionType: 'work' as const,
  presetType: 'short' as const,
  roundNumber: 1,
  durationMs: 25 * MINUTE,
  task: null,
});

/** What is told of days. */
export const days = {
  begun: (begunAt: Instant, day = monday): DayEvent => ({ type: 'DayBegun', data: { ...day, begunAt, ...rule } }),
  closed: (begins: DayFrame, closed: readonly DayFrame[], previousCount = 0): DayEvent => ({
    type: 'DayClosed',
    data: {
      ...{ ...begins, closed, ...rule, previousCount, newCount: 0, resetAt: begins.startsAt },
      ...{ resetType: 'scheduled_daily', context: 'boundary', deviceId: null },
    },
  }),
  reset: (resetAt: Instant, previousCount: number): DayEvent => ({
    type: 'CountReset',
    data: {
      ...{ ...rule, previousCount, newCount: 0, resetAt, localDate: monday.localDate },
      ...{ resetType: 'manual_reset', context: 'request', deviceId: 'laptop' },
    },
  }),
  overridden: (overriddenAt: Instant, count: number): DayEvent => ({
    type: 'CountOverridden',
    data: { localDate: monday.localDate, previousCount: 0, count, overriddenAt },
  }),
};

/** What is told of timers; every session is work. */
export const timers = {
  started: (sessionId: string, startedAt: Instant, endsAt = startedAt + 25 * MINUTE): TimerEvent => ({
    type: 'SessionStarted',
    data: { ...session(sessionId), startedAt, endsAt, dueAt: endsAt, automatic: false, lastActiveAt: startedAt },
  }),
  paused: (sessionId: string, pausedAt: Instant): TimerEvent => ({
    type: 'SessionPaused',
    data: { ...session(sessionId), pausedAt, remainingMs: MINUTE },
  }),
  resumed: (sessionId: string, resumedAt: Instant, endsAt = resumedAt + MINUTE): TimerEvent => ({
    type: 'SessionResumed',
    data: { ...session(sessionId), resumedAt, remainingMs: endsAt - resumedAt, endsAt, dueAt: endsAt },
  }),
  completed: (sessionId: string, completedAt: Instant): TimerEvent => ({
    type: 'SessionCompleted',
    data: {
      ...session(sessionId),
      completedAt,
      lastActiveAt: completedAt,
      next: { sessionType: 'short_break', roundNumber: 1, durationMs: 5 * MINUTE },
    },
  }),
  stopped: (sessionId: string, interruptedAt: Instant): TimerEvent => ({
    type: 'SessionInterrupted',
    data: { ...session(sessionId), interruptedAt, remainingMs: 0, reason: 'stopped', lastActiveAt: interruptedAt },
  }),
  stopMoved: (sessionId: string, fromAt: Instant, toAt: Instant): TimerEvent => ({
    type: 'StopMovedEarlier',
    data: { sessionId, fromAt, toAt },
  }),
  noted: (sessionId: string, fromAt: Instant, toAt: Instant): TimerEvent => ({
    type: 'UnattendedNoted',
    data: { sessionId, fromAt, toAt },
  }),
  trimmed: (sessionId: string, fromAt: Instant, toAt: Instant, trimmedAt: Instant): TimerEvent => ({
    type: 'UnattendedTrimmed',
    data: { sessionId, fromAt, toAt, trimmedAt },
  }),
};

/** What is told of work clocks; an entry keeps the id of the hour at which it was made. */
export const clocks = {
  came: (clockedAt: Instant): ClockEvent => ({ type: 'ClockedIn', data: { entryId: `IN ${clockedAt}`, clockedAt } }),
  left: (clockedAt: Instant): ClockEvent => ({ type: 'ClockedOut', data: { entryId: `OUT ${clockedAt}`, clockedAt } }),
  corrected: (type: 'IN' | 'OUT', fromAt: Instant, toAt: Instant, correctedAt: Instant): ClockEvent => {
    const previous = { id: `${type} ${fromAt}`, type, clockedAt: fromAt };
    return { type: 'EntryCorrected', data: { previous, entry: { ...previous, clockedAt: toAt }, correctedAt } };
  },
  removed: (type: 'IN' | 'OUT', clockedAt: Instant, removedAt: Instant): ClockEvent => ({
    type: 'EntryRemoved',
    data: { entry: { id: `${type} ${clockedAt}`, type, clockedAt }, removedAt },
  }),
};

/** A day of 24 hours. */
export function frame(localDate: string, from: string): DayFrame {
  return { localDate, startsAt: Date.parse(from), endsAt: Date.parse(from) + 24 * HOUR };
}
