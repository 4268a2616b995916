import { unreachable, type CommandsOf, type Decider, type EventsOf, type Instant } from './decider';
import { CLOCK_TOLERANCE_MS } from './occurred-at';
import { Rejection } from './rejection';
import type { PresetType, SessionType, TimerSettings } from './settings';
import { ended, known, left, live } from './timer-memory';
import { chosenSession, followingSession, roundsAfter } from './timer-next';
import { deadlineAfter, interrupted, isUnderWay, nextDropped, remainingMs, started } from './timer-session';
import { dueAt, endsAt, wake } from './timer-wake';
import { contains, silence, spansUntil, UNATTENDED_KEPT_MAX, without } from './unattended';

// ---- vocabulary

export interface Task {
  readonly id: string;
  readonly title: string;
}

/** What is known of a session from its first event to its last; every event carries it whole. */
export interface Session {
  readonly sessionId: string;
  readonly sessionType: SessionType;
  readonly presetType: PresetType;
  readonly roundNumber: number;
  readonly durationMs: number;
  readonly task: Task | null;
}

/** The session that would come next, laid out at full length. */
export interface NextSession {
  readonly sessionType: SessionType;
  readonly roundNumber: number;
  readonly durationMs: number;
}

export interface Unattended {
  readonly sessionId: string;
  readonly fromAt: Instant;
  readonly toAt: Instant;
}

/** What may happen without the owner says when there was a last sign of life. */
export interface SessionSeen extends Session {
  readonly lastActiveAt: Instant;
}

export type InterruptedBecause = 'skipped' | 'stopped' | 'replaced' | 'abandoned';

export interface TimerEvents {
  /** A session runs. `dueAt` is `endsAt`, or a little later while a late story is still being told. */
  SessionStarted: SessionSeen & { startedAt: Instant; endsAt: Instant; dueAt: Instant; automatic: boolean };
  /** The clock stands still with this much left. */
  SessionPaused: Session & { pausedAt: Instant; remainingMs: number };
  /** It goes on with exactly what was left, to a new end. */
  SessionResumed: Session & { resumedAt: Instant; remainingMs: number; endsAt: Instant; dueAt: Instant };
  /** The end of a running session moved; `durationMs` is the new length. */
  SessionExtended: Session & { extendedAt: Instant; addedMs: number; endsAt: Instant; dueAt: Instant };
  /** A session ended before its time, and why. */
  SessionInterrupted: SessionSeen & { interruptedAt: Instant; remainingMs: number; reason: InterruptedBecause };
  /** A session ran to its end; `completedAt` is exactly that end, and `next` is laid out. */
  SessionCompleted: SessionSeen & { completedAt: Instant; next: NextSession };
  /** A session that was laid out and never started was given up. */
  NextSessionDropped: NextSession & { droppedAt: Instant; reason: Exclude<InterruptedBecause, 'replaced'> };
  /** Another device had stopped the same session earlier, and told us later: the earliest stop wins. */
  StopMovedEarlier: { sessionId: string; fromAt: Instant; toAt: Instant };
  /** Another task is being worked on, or none. */
  TaskSelected: { selectedAt: Instant; task: Task | null };
  /** A stretch of the running session in which no device was present; it counts all the same. */
  UnattendedNoted: Unattended;
  /** The owner took a stretch out that was noted as unattended. */
  UnattendedTrimmed: Unattended & { trimmedAt: Instant };
}
export type TimerEvent = EventsOf<TimerEvents>;

export interface TimerCommands {
  StartSession: {
    readonly sessionId: string;
    readonly settings: TimerSettings;
    readonly sessionType?: SessionType;
    readonly presetType?: PresetType;
    readonly durationMs?: number;
    readonly task?: Task | null;
    readonly replace?: boolean;
  };
  PauseSession: object;
  ResumeSession: object;
  SkipSession: { readonly sessionId: string; readonly settings: TimerSettings };
  StopSession: object;
  ExtendSession: { readonly addedMs: number };
  SelectTask: { readonly task: Task | null };
  TrimUnattended: Unattended;
  /** A device shows life again after a silence. */
  NoteReturn: { readonly lastSeenAt: Instant };
  /** The deadline rang. `sessionId` is for the session that may start by itself. */
  WakeTimer: { readonly sessionId: string; readonly settings: TimerSettings; readonly lastSeenAt: Instant };
}
export type TimerCommand = CommandsOf<TimerCommands>;

// ---- state

/** What the timer remembers whatever it does. */
export interface TimerMemory {
  readonly presetType: PresetType | null;
  /** Work rounds behind us, completed or skipped, since the timer was last abandoned [T2]. */
  readonly roundsDone: number;
  readonly task: Task | null;
  /** The owner's last command; heartbeats are kept beside the stream. */
  readonly lastCommandAt: Instant;
  readonly unattended: readonly Unattended[];
  readonly lastSession: Ended | null;
}

export interface Ended {
  readonly sessionId: string;
  readonly sessionType: SessionType;
  readonly ended: 'completed' | InterruptedBecause;
  readonly endedAt: Instant;
  /** The last thing that happened to the session before its end. */
  readonly notBeforeAt: Instant;
}

/** What is known of the session in hand. */
export interface SessionInHand {
  readonly session: Session;
  /** When this session last changed. */
  readonly changedAt: Instant;
  readonly startedAt: Instant;
}

export type Timer =
  | ({ readonly status: 'idle' } & TimerMemory)
  | ({ readonly status: 'waiting'; readonly next: NextSession } & TimerMemory)
  | ({ readonly status: 'running'; readonly endsAt: Instant; readonly dueAt: Instant } & SessionInHand & TimerMemory)
  | ({ readonly status: 'paused'; readonly remainingMs: number } & SessionInHand & TimerMemory);

/** A timer with a session in hand. */
export type UnderWay = Extract<Timer, { status: 'running' | 'paused' }>;

/** The pomodoro timer of one user. */
export const timer: Decider<Timer, TimerCommand, TimerEvent> = {
  category: 'timer',
  initial: {
    status: 'idle',
    presetType: null,
    roundsDone: 0,
    task: null,
    lastCommandAt: 0,
    unattended: [],
    lastSession: null,
  },
  decide,
  evolve,
  endsAt,
  dueAt,

  notBefore(timer, commandType) {
    if (commandType === 'StopSession' && stoppedLast(timer)) return timer.lastSession.notBeforeAt;
    // A silence that was noted does not stand in the way of what a device did meanwhile, offline.
    return isUnderWay(timer) ? Math.max(timer.changedAt, timer.lastCommandAt) : null;
  },
};

// ---- decide

function decide(timer: Timer, command: TimerCommand): readonly TimerEvent[] {
  switch (command.type) {
    case 'StartSession': {
      if (isUnderWay(timer) && !command.replace) throw new Rejection('timer/already-running');
      const replaced = isUnderWay(timer) ? [interrupted(timer, command.at, 'replaced')] : [];
      return [...replaced, started(chosenSession(timer, command), command)];
    }
    case 'PauseSession': {
      if (timer.status !== 'running') throw new Rejection('timer/not-running');
      const data = { ...timer.session, pausedAt: command.at, remainingMs: remainingMs(timer, command.at) };
      return [{ type: 'SessionPaused', data }];
    }
    case 'ResumeSession': {
      if (timer.status !== 'paused') throw new Rejection('timer/not-paused');
      const { session, remainingMs } = timer;
      const deadline = deadlineAfter(command.at + remainingMs, command);
      return [{ type: 'SessionResumed', data: { ...session, resumedAt: command.at, remainingMs, ...deadline } }];
    }
    case 'ExtendSession': {
      if (timer.status !== 'running') throw new Rejection('timer/not-running');
      const { at, addedMs } = command;
      const session = { ...timer.session, durationMs: timer.session.durationMs + addedMs };
      const data = { ...session, extendedAt: at, addedMs, ...deadlineAfter(timer.endsAt + addedMs, command) };
      return [{ type: 'SessionExtended', data }];
    }
    case 'SkipSession': {
      if (timer.status === 'idle') throw new Rejection('timer/nothing-to-skip');
      const { at } = command;
      const skipped = isUnderWay(timer) ? interrupted(timer, at, 'skipped') : nextDropped(timer.next, at, 'skipped');
      return [skipped, started(followingSession(timer, command), command)];
    }
    case 'StopSession': {
      if (isUnderWay(timer)) return [interrupted(timer, command.at, 'stopped')];
      if (timer.status === 'waiting') return [nextDropped(timer.next, command.at, 'stopped')];
      if (stoppedLast(timer) && command.at < timer.lastSession.endedAt - CLOCK_TOLERANCE_MS) {
        const { sessionId, endedAt } = timer.lastSession;
        return [{ type: 'StopMovedEarlier', data: { sessionId, fromAt: endedAt, toAt: command.at } }];
      }
      return [];
    }
    case 'SelectTask':
      if (sameTask(timer.task, command.task)) return [];
      return [{ type: 'TaskSelected', data: { selectedAt: command.at, task: command.task } }];
    case 'TrimUnattended': {
      const { sessionId, fromAt, toAt } = command;
      const isKnown = timer.unattended.some((span) => contains(span, command));
      if (!isKnown || fromAt >= toAt) throw new Rejection('timer/nothing-to-trim');
      return [{ type: 'UnattendedTrimmed', data: { sessionId, fromAt, toAt, trimmedAt: command.at } }];
    }
    case 'NoteReturn':
      return timer.status === 'running' ? silence(timer, command.lastSeenAt, command.at) : [];
    case 'WakeTimer':
      return wake(timer, command);
    default:
      return unreachable(command);
  }
}

// ---- evolve

function evolve(timer: Timer, event: TimerEvent): Timer {
  switch (event.type) {
    case 'SessionStarted': {
      const { startedAt, endsAt, dueAt, automatic, lastActiveAt, ...session } = event.data;
      const { presetType, task } = session;
      const lastCommandAt = automatic ? timer.lastCommandAt : lastActiveAt;
      const begun: SessionInHand = { session, startedAt, changedAt: startedAt };
      return { ...known(timer), ...begun, status: 'running', endsAt, dueAt, presetType, task, lastCommandAt };
    }
    case 'SessionPaused': {
      const { pausedAt, remainingMs } = event.data;
      const unattended = spansUntil(timer.unattended, event.data.sessionId, pausedAt);
      const now = { changedAt: pausedAt, lastCommandAt: pausedAt, unattended };
      return { ...live(timer), ...now, status: 'paused', remainingMs };
    }
    case 'SessionResumed': {
      const { resumedAt, endsAt, dueAt } = event.data;
      return { ...live(timer), status: 'running', endsAt, dueAt, changedAt: resumedAt, lastCommandAt: resumedAt };
    }
    case 'SessionExtended': {
      const { extendedAt, endsAt, dueAt, durationMs } = event.data;
      const session = { ...live(timer).session, durationMs };
      const now = { changedAt: extendedAt, lastCommandAt: extendedAt };
      return { ...live(timer), status: 'running', session, endsAt, dueAt, ...now };
    }
    case 'SessionInterrupted': {
      const { interruptedAt, reason, sessionId } = event.data;
      const lastSession = ended(timer, event.data, reason, interruptedAt);
      const unattended = spansUntil(timer.unattended, sessionId, interruptedAt);
      return { ...left(timer, event.data, reason, interruptedAt), status: 'idle', unattended, lastSession };
    }
    case 'SessionCompleted': {
      const { completedAt, next } = event.data;
      const lastSession = ended(timer, event.data, 'completed', completedAt);
      const roundsDone = roundsAfter(timer.roundsDone, event.data, 'completed');
      return { ...known(timer), status: 'waiting', next, roundsDone, lastSession };
    }
    case 'NextSessionDropped': {
      const { droppedAt, reason } = event.data;
      return { ...left(timer, event.data, reason, droppedAt), status: 'idle' };
    }
    case 'StopMovedEarlier': {
      const { sessionId, toAt } = event.data;
      if (timer.lastSession?.sessionId !== sessionId) return timer;
      const unattended = spansUntil(timer.unattended, sessionId, toAt);
      return { ...timer, unattended, lastSession: { ...timer.lastSession, endedAt: toAt } };
    }
    case 'TaskSelected': {
      const { task, selectedAt } = event.data;
      const chosen = { task, lastCommandAt: selectedAt };
      return isUnderWay(timer) ? { ...timer, ...chosen, session: { ...timer.session, task } } : { ...timer, ...chosen };
    }
    case 'UnattendedNoted':
      return { ...timer, unattended: [...timer.unattended, event.data].slice(-UNATTENDED_KEPT_MAX) };
    case 'UnattendedTrimmed': {
      const unattended = timer.unattended.flatMap((span) => without(span, event.data));
      return { ...timer, unattended, lastCommandAt: event.data.trimmedAt };
    }
    default:
      return unreachable(event);
  }
}

// ---- questions

function stoppedLast(timer: Timer): timer is Timer & { lastSession: Ended } {
  return timer.status === 'idle' && timer.lastSession?.ended === 'stopped';
}

function sameTask(left: Task | null, right: Task | null): boolean {
  return left?.id === right?.id && left?.title === right?.title;
}
