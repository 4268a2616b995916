import { HOUR, SECOND, unreachable, type CommandsOf, type Decider, type EventsOf, type Instant } from './decider';
import { CLOCK_TOLERANCE_MS } from './occurred-at';
import { Rejection } from './rejection';
import { lengthOf, usualPreset, type PresetType, type SessionType, type TimerSettings } from './settings';

/** A state that nobody touched for this long is not resumed [T7]. */
export const ABANDONED_AFTER_MS = 24 * HOUR;
/** Without a sign of life for this long, nobody is there [T5, T12]. */
export const PRESENT_WITHIN_MS = 90 * SECOND;
/** A story told late is left open this long after each sentence, so that a pause can follow its start. */
export const LATE_STORY_OPEN_MS = 2 * SECOND;
/** So many unattended spans stay at hand for trimming; older ones are history. */
export const UNATTENDED_KEPT_MAX = 20;

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

export type InterruptedBecause = 'skipped' | 'stopped' | 'replaced' | 'abandoned';

export interface TimerEvents {
  /** `dueAt` is `endsAt`, or a little later while a late story is still being told. */
  SessionStarted: Session & { startedAt: Instant; endsAt: Instant; dueAt: Instant; automatic: boolean };
  SessionPaused: Session & { pausedAt: Instant; remainingMs: number };
  SessionResumed: Session & { resumedAt: Instant; remainingMs: number; endsAt: Instant; dueAt: Instant };
  SessionExtended: Session & { extendedAt: Instant; addedMs: number; endsAt: Instant; dueAt: Instant };
  SessionInterrupted: Session & { interruptedAt: Instant; remainingMs: number; reason: InterruptedBecause };
  SessionCompleted: Session & { completedAt: Instant; next: NextSession };
  /** A session that was laid out and never started was given up. */
  NextSessionDropped: { droppedAt: Instant; reason: 'stopped' | 'abandoned' };
  /** Another device had stopped the same session earlier, and told us later: the earliest stop wins. */
  StopMovedEarlier: { sessionId: string; fromAt: Instant; toAt: Instant };
  TaskSelected: { selectedAt: Instant; task: Task | null };
  UnattendedNoted: Unattended;
  UnattendedTrimmed: Unattended;
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

interface Known {
  readonly presetType: PresetType | null;
  readonly roundNumber: number;
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

interface Live {
  readonly session: Session;
  /** When this session last changed. */
  readonly changedAt: Instant;
  readonly startedAt: Instant;
}

export type Timer =
  | ({ readonly status: 'idle' } & Known)
  | ({ readonly status: 'waiting'; readonly next: NextSession } & Known)
  | ({ readonly status: 'running'; readonly endsAt: Instant; readonly dueAt: Instant } & Live & Known)
  | ({ readonly status: 'paused'; readonly remainingMs: number } & Live & Known);

type Running = Extract<Timer, { status: 'running' }>;
type UnderWay = Extract<Timer, { status: 'running' | 'paused' }>;

/** The pomodoro timer of one user. */
export const timer: Decider<Timer, TimerCommand, TimerEvent> = {
  category: 'timer',
  initial: {
    status: 'idle',
    presetType: null,
    roundNumber: 1,
    task: null,
    lastCommandAt: 0,
    unattended: [],
    lastSession: null,
  },
  decide,
  evolve,

  dueAt(timer, lastSeenAt = 0) {
    if (timer.status === 'idle') return null;
    const abandonedAt = Math.max(timer.lastCommandAt, lastSeenAt) + ABANDONED_AFTER_MS;
    return timer.status === 'running' ? Math.min(timer.dueAt, Math.max(abandonedAt, timer.startedAt)) : abandonedAt;
  },

  notBefore(timer, commandType) {
    return commandType === 'StopSession' && stoppedLast(timer) ? timer.lastSession.notBeforeAt : null;
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
      const endsAt = command.at + timer.remainingMs;
      const { remainingMs, session } = timer;
      const data = { ...session, resumedAt: command.at, remainingMs, endsAt, dueAt: dueAfter(endsAt, command) };
      return [{ type: 'SessionResumed', data }];
    }
    case 'ExtendSession': {
      if (timer.status !== 'running') throw new Rejection('timer/not-running');
      const endsAt = timer.endsAt + command.addedMs;
      const session = { ...timer.session, durationMs: timer.session.durationMs + command.addedMs };
      const { addedMs, at } = command;
      const data = { ...session, extendedAt: at, addedMs, endsAt, dueAt: dueAfter(endsAt, command) };
      return [{ type: 'SessionExtended', data }];
    }
    case 'SkipSession': {
      if (timer.status === 'idle') throw new Rejection('timer/nothing-to-skip');
      const skipped = timer.status === 'waiting' ? [] : [interrupted(timer, command.at, 'skipped')];
      return [...skipped, started(followingSession(timer, command), command)];
    }
    case 'StopSession': {
      if (isUnderWay(timer)) return [interrupted(timer, command.at, 'stopped')];
      if (timer.status === 'waiting') {
        return [{ type: 'NextSessionDropped', data: { droppedAt: command.at, reason: 'stopped' } }];
      }
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
      return [{ type: 'UnattendedTrimmed', data: { sessionId, fromAt, toAt } }];
    }
    case 'NoteReturn':
      return timer.status === 'running' ? silence(timer, command.lastSeenAt, command.at) : [];
    case 'WakeTimer':
      return wake(timer, command);
    default:
      return unreachable(command);
  }
}

type Wake = Extract<TimerCommand, { type: 'WakeTimer' }>;

/** The wake may come twice, or after a pause moved the end. */
function wake(timer: Timer, command: Wake): readonly TimerEvent[] {
  if (timer.status === 'running' && command.at >= timer.endsAt) return completed(timer, command);
  const abandonedAt = Math.max(timer.lastCommandAt, command.lastSeenAt) + ABANDONED_AFTER_MS;
  if (timer.status === 'idle' || command.at < abandonedAt) return [];
  if (timer.status === 'waiting') {
    return [{ type: 'NextSessionDropped', data: { droppedAt: abandonedAt, reason: 'abandoned' } }];
  }
  return [interrupted(timer, Math.max(abandonedAt, timer.changedAt), 'abandoned')];
}

function completed(timer: Running, command: Wake): readonly TimerEvent[] {
  const { session, endsAt } = timer;
  const { settings, lastSeenAt } = command;
  const next = nextAfter(session, settings);
  const seenAt = Math.max(lastSeenAt, timer.lastCommandAt);
  const wasPresent = Math.abs(seenAt - endsAt) <= PRESENT_WITHIN_MS;
  const startsItself = next.sessionType === 'work' ? settings.autoStartWork : settings.autoStartBreak;
  const completion: TimerEvent = { type: 'SessionCompleted', data: { ...session, completedAt: endsAt, next } };
  const alone = silence(timer, Math.min(seenAt, endsAt), endsAt);
  if (!startsItself || !wasPresent) return [...alone, completion];
  const nextSession: Session = { ...session, ...next, sessionId: command.sessionId };
  return [...alone, completion, started(nextSession, { at: endsAt, receivedAt: endsAt }, true)];
}

/** A stretch of a running session in which no device was present [T12]. */
function silence(timer: Running, lastSeenAt: Instant, until: Instant): readonly TimerEvent[] {
  if (until - lastSeenAt <= PRESENT_WITHIN_MS) return [];
  const notedUntil = timer.unattended.findLast((span) => span.sessionId === timer.session.sessionId)?.toAt ?? 0;
  const fromAt = Math.max(lastSeenAt, timer.lastCommandAt, timer.changedAt, notedUntil);
  if (until - fromAt <= PRESENT_WITHIN_MS) return [];
  return [{ type: 'UnattendedNoted', data: { sessionId: timer.session.sessionId, fromAt, toAt: until } }];
}

function chosenSession(timer: Timer, command: Extract<TimerCommand, { type: 'StartSession' }>): Session {
  const presetType = command.presetType ?? timer.presetType ?? usualPreset(command.settings);
  const waiting = timer.status === 'waiting' ? timer.next : undefined;
  const sessionType = command.sessionType ?? waiting?.sessionType ?? 'work';
  const isAsLaidOut = waiting?.sessionType === sessionType && presetType === timer.presetType;
  const usualMs = isAsLaidOut ? waiting.durationMs : lengthOf(sessionType, presetType, command.settings);
  return {
    sessionId: command.sessionId,
    sessionType,
    presetType,
    roundNumber: timer.roundNumber,
    durationMs: command.durationMs ?? usualMs,
    task: command.task === undefined ? timer.task : command.task,
  };
}

function followingSession(
  timer: Exclude<Timer, { status: 'idle' }>,
  command: Extract<TimerCommand, { type: 'SkipSession' }>,
): Session {
  const presetType = timer.presetType ?? usualPreset(command.settings);
  const skipped = timer.status === 'waiting' ? { ...timer.next, presetType } : timer.session;
  return { ...nextAfter(skipped, command.settings), presetType, sessionId: command.sessionId, task: timer.task };
}

/** Work leads to a break of the same round, a break to the work of the next [T2]. */
function nextAfter(
  ended: Pick<Session, 'sessionType' | 'presetType' | 'roundNumber'>,
  settings: TimerSettings,
): NextSession {
  const isWork = ended.sessionType === 'work';
  const breakType = ended.roundNumber % settings.longBreakInterval === 0 ? 'long_break' : 'short_break';
  const sessionType = isWork ? breakType : 'work';
  return {
    sessionType,
    roundNumber: isWork ? ended.roundNumber : ended.roundNumber + 1,
    durationMs: lengthOf(sessionType, ended.presetType, settings),
  };
}

function started(session: Session, told: { at: Instant; receivedAt: Instant }, automatic = false): TimerEvent {
  const endsAt = told.at + session.durationMs;
  const data = { ...session, startedAt: told.at, endsAt, dueAt: dueAfter(endsAt, told), automatic };
  return { type: 'SessionStarted', data };
}

function interrupted(timer: UnderWay, at: Instant, reason: InterruptedBecause): TimerEvent {
  const data = { ...timer.session, interruptedAt: at, remainingMs: remainingMs(timer, at), reason };
  return { type: 'SessionInterrupted', data };
}

function dueAfter(endsAt: Instant, { at, receivedAt }: { at: Instant; receivedAt: Instant }): Instant {
  const isLate = receivedAt - at > CLOCK_TOLERANCE_MS;
  return isLate ? Math.max(endsAt, receivedAt + LATE_STORY_OPEN_MS) : endsAt;
}

// ---- evolve

function evolve(timer: Timer, event: TimerEvent): Timer {
  switch (event.type) {
    case 'SessionStarted': {
      const { startedAt, endsAt, dueAt, automatic, ...session } = event.data;
      const lastCommandAt = automatic ? timer.lastCommandAt : startedAt;
      const { presetType, roundNumber, task } = session;
      const live: Live = { session, startedAt, changedAt: startedAt };
      return {
        ...known(timer),
        ...live,
        status: 'running',
        presetType,
        roundNumber,
        task,
        endsAt,
        dueAt,
        lastCommandAt,
      };
    }
    case 'SessionPaused': {
      const { pausedAt, remainingMs } = event.data;
      return { ...live(timer), status: 'paused', remainingMs, changedAt: pausedAt, lastCommandAt: pausedAt };
    }
    case 'SessionResumed': {
      const { resumedAt, endsAt, dueAt } = event.data;
      return { ...live(timer), status: 'running', endsAt, dueAt, changedAt: resumedAt, lastCommandAt: resumedAt };
    }
    case 'SessionExtended': {
      const { extendedAt, endsAt, dueAt, durationMs } = event.data;
      const session = { ...live(timer).session, durationMs };
      return {
        ...live(timer),
        status: 'running',
        session,
        endsAt,
        dueAt,
        changedAt: extendedAt,
        lastCommandAt: extendedAt,
      };
    }
    case 'SessionInterrupted': {
      const { interruptedAt, reason } = event.data;
      const isAbandoned = reason === 'abandoned';
      return {
        ...known(timer),
        status: 'idle',
        roundNumber: isAbandoned ? 1 : timer.roundNumber,
        lastCommandAt: isAbandoned ? timer.lastCommandAt : interruptedAt,
        lastSession: ended(timer, event.data, reason, interruptedAt),
      };
    }
    case 'SessionCompleted': {
      const { completedAt, next } = event.data;
      const lastSession = ended(timer, event.data, 'completed', completedAt);
      return { ...known(timer), status: 'waiting', next, roundNumber: next.roundNumber, lastSession };
    }
    case 'NextSessionDropped': {
      const { droppedAt, reason } = event.data;
      return reason === 'abandoned'
        ? { ...known(timer), status: 'idle', roundNumber: 1 }
        : { ...known(timer), status: 'idle', lastCommandAt: droppedAt };
    }
    case 'StopMovedEarlier':
      return timer.lastSession?.sessionId === event.data.sessionId
        ? { ...timer, lastSession: { ...timer.lastSession, endedAt: event.data.toAt } }
        : timer;
    case 'TaskSelected': {
      const { task, selectedAt } = event.data;
      return isUnderWay(timer)
        ? { ...timer, task, session: { ...timer.session, task }, lastCommandAt: selectedAt }
        : { ...timer, task, lastCommandAt: selectedAt };
    }
    case 'UnattendedNoted':
      return { ...timer, unattended: [...timer.unattended, event.data].slice(-UNATTENDED_KEPT_MAX) };
    case 'UnattendedTrimmed':
      return { ...timer, unattended: timer.unattended.flatMap((span) => without(span, event.data)) };
    default:
      return unreachable(event);
  }
}

function known({ presetType, roundNumber, task, lastCommandAt, unattended, lastSession }: Timer): Known {
  return { presetType, roundNumber, task, lastCommandAt, unattended, lastSession };
}

function live(timer: Timer): Live & Known {
  if (!isUnderWay(timer)) throw new Error(`A ${timer.status} timer has no session`);
  const { session, changedAt, startedAt } = timer;
  return { ...known(timer), session, changedAt, startedAt };
}

function ended(timer: Timer, session: Session, how: Ended['ended'], endedAt: Instant): Ended {
  const notBeforeAt = isUnderWay(timer) ? timer.changedAt : endedAt;
  return { sessionId: session.sessionId, sessionType: session.sessionType, ended: how, endedAt, notBeforeAt };
}

// ---- questions

/** What is left of the session under way at this instant; never negative, never counted down in storage [T1]. */
export function remainingMs(timer: UnderWay, at: Instant): number {
  return timer.status === 'paused' ? timer.remainingMs : Math.max(0, timer.endsAt - at);
}

export function isUnderWay(timer: Timer): timer is UnderWay {
  return timer.status === 'running' || timer.status === 'paused';
}

function stoppedLast(timer: Timer): timer is Timer & { lastSession: Ended } {
  return timer.status === 'idle' && timer.lastSession?.ended === 'stopped';
}

function sameTask(left: Task | null, right: Task | null): boolean {
  return left?.id === right?.id && left?.title === right?.title;
}

function contains(outer: Unattended, inner: Unattended): boolean {
  return outer.sessionId === inner.sessionId && outer.fromAt <= inner.fromAt && inner.toAt <= outer.toAt;
}

function without(span: Unattended, cut: Unattended): readonly Unattended[] {
  if (span.sessionId !== cut.sessionId || cut.toAt <= span.fromAt || span.toAt <= cut.fromAt) return [span];
  const before = { ...span, toAt: cut.fromAt };
  const after = { ...span, fromAt: cut.toAt };
  return [before, after].filter(({ fromAt, toAt }) => fromAt < toAt);
}
