import { MINUTE, type Instant } from '../decider';
import { defaultSettings, type TimerSettings } from '../timer/settings';
import type { Session, Task, TimerCommands, TimerCommand, TimerEvent, TimerEvents } from '../timer/timer-words';

/** Nine o'clock of the Monday on which every example happens. */
export const nine: Instant = Date.parse('2026-01-05T09:00:00.000Z');

/** So many minutes after nine. */
export const past = (minutes: number): Instant => nine + minutes * MINUTE;

/** The session that most examples are about. */
export const work: Session = {
  sessionId: 'first',
  sessionType: 'work',
  presetType: 'short',
  roundNumber: 1,
  durationMs: 25 * MINUTE,
  task: null,
};

/** The break that follows it. */
export const shortBreak: Session = { ...work, sessionId: 'second', sessionType: 'short_break', durationMs: 5 * MINUTE };

export const thesis: Task = { id: 'task-1', title: 'Write the thesis' };

/** Everything stops and waits. */
export const byHand: TimerSettings = { ...defaultSettings, autoStartBreak: false, autoStartWork: false };

type Says<Type extends keyof TimerCommands> = Extract<TimerCommand, { type: Type }>;
type Fact<Type extends keyof TimerEvents> = Extract<TimerEvent, { type: Type }>;

/** Commands, told at once unless `receivedAt` says otherwise; new sessions are called `second`. */
export const says = {
  start: (at: Instant, more: Partial<Says<'StartSession'>> = {}): TimerCommand => ({
    type: 'StartSession',
    at,
    receivedAt: at,
    sessionId: 'second',
    settings: defaultSettings,
    ...more,
  }),
  pause: (at: Instant): TimerCommand => ({ type: 'PauseSession', at, receivedAt: at }),
  resume: (at: Instant, receivedAt = at): TimerCommand => ({ type: 'ResumeSession', at, receivedAt }),
  skip: (at: Instant, settings = defaultSettings): TimerCommand => ({
    type: 'SkipSession',
    at,
    receivedAt: at,
    sessionId: 'second',
    settings,
  }),
  stop: (at: Instant, receivedAt = at): TimerCommand => ({ type: 'StopSession', at, receivedAt }),
  extend: (at: Instant, addedMs: number, receivedAt = at): TimerCommand => ({
    type: 'ExtendSession',
    at,
    receivedAt,
    addedMs,
  }),
  task: (at: Instant, task: Task | null): TimerCommand => ({ type: 'SelectTask', at, receivedAt: at, task }),
  trim: (at: Instant, fromAt: Instant, toAt: Instant, sessionId = 'first'): TimerCommand => ({
    type: 'TrimUnattended',
    at,
    receivedAt: at,
    sessionId,
    fromAt,
    toAt,
  }),
  back: (at: Instant, lastSeenAt: Instant): TimerCommand => ({ type: 'NoteReturn', at, receivedAt: at, lastSeenAt }),
  /** The deadline rings while the owner was last seen then. */
  wake: (at: Instant, lastSeenAt: Instant, settings = defaultSettings): TimerCommand => ({
    type: 'WakeTimer',
    at,
    receivedAt: at,
    sessionId: 'second',
    settings,
    lastSeenAt,
  }),
};

/** Facts, as the decider words them. */
export const facts = {
  started: (at: Instant, session = work, more: Partial<TimerEvents['SessionStarted']> = {}): Fact<'SessionStarted'> => {
    const endsAt = at + session.durationMs;
    return {
      type: 'SessionStarted',
      data: { ...session, startedAt: at, endsAt, dueAt: endsAt, automatic: false, lastActiveAt: at, ...more },
    };
  },
  paused: (pausedAt: Instant, remainingMs: number, session = work): Fact<'SessionPaused'> => ({
    type: 'SessionPaused',
    data: { ...session, pausedAt, remainingMs },
  }),
  resumed: (resumedAt: Instant, remainingMs: number, dueAt = resumedAt + remainingMs): Fact<'SessionResumed'> => ({
    type: 'SessionResumed',
    data: { ...work, resumedAt, remainingMs, endsAt: resumedAt + remainingMs, dueAt },
  }),
  interrupted: (
    interruptedAt: Instant,
    remainingMs: number,
    reason: TimerEvents['SessionInterrupted']['reason'],
    session = work,
    lastActiveAt = interruptedAt,
  ): Fact<'SessionInterrupted'> => ({
    type: 'SessionInterrupted',
    data: { ...session, interruptedAt, remainingMs, reason, lastActiveAt },
  }),
  completed: (
    completedAt: Instant,
    next: Session,
    session = work,
    lastActiveAt = completedAt,
  ): Fact<'SessionCompleted'> => {
    const { sessionType, roundNumber, durationMs } = next;
    return {
      type: 'SessionCompleted',
      data: { ...session, completedAt, next: { sessionType, roundNumber, durationMs }, lastActiveAt },
    };
  },
  dropped: (
    droppedAt: Instant,
    reason: TimerEvents['NextSessionDropped']['reason'],
    next = shortBreak,
  ): Fact<'NextSessionDropped'> => {
    const { sessionType, roundNumber, durationMs } = next;
    return { type: 'NextSessionDropped', data: { sessionType, roundNumber, durationMs, droppedAt, reason } };
  },
  task: (selectedAt: Instant, task: Task | null): Fact<'TaskSelected'> => ({
    type: 'TaskSelected',
    data: { selectedAt, task },
  }),
  unattended: (fromAt: Instant, toAt: Instant, sessionId = 'first'): Fact<'UnattendedNoted'> => ({
    type: 'UnattendedNoted',
    data: { sessionId, fromAt, toAt },
  }),
  trimmed: (trimmedAt: Instant, fromAt: Instant, toAt: Instant): Fact<'UnattendedTrimmed'> => ({
    type: 'UnattendedTrimmed',
    data: { sessionId: 'first', fromAt, toAt, trimmedAt },
  }),
};
