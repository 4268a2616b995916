import { unreachable, type Decider } from '../decider';
import { CLOCK_TOLERANCE_MS } from '../occurred-at';
import { Rejection } from '../rejection';
import { ended, known, left, live } from './timer-memory';
import { chosenSession, followingSession, roundsAfter } from './timer-next';
import { deadlineAfter, interrupted, isUnderWay, nextDropped, remainingMs, started } from './timer-session';
import { dueAt, endsAt, wake } from './timer-wake';
import type { Ended, SessionInHand, Task, Timer, TimerCommand, TimerEvent } from './timer-words';
import { contains, silence, spansUntil, UNATTENDED_KEPT_MAX, without } from './unattended';

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
