import { SECOND, type Instant } from '../decider';
import type { PresetType, SessionType, TimerSettings } from './settings';
import type { Ended, Task, Timer } from './timer-words';
import { laidOut, presetInUse } from './timer-next';
import { isUnderWay, remainingMs } from './timer-session';
import { toIso } from '../wire';

/** The timer as every client sees it. */
export interface TimerView {
  readonly status: Timer['status'];
  readonly sessionId: string | null;
  readonly sessionType: SessionType;
  readonly presetType: PresetType;
  readonly roundNumber: number;
  readonly durationSeconds: number;
  readonly remainingSeconds: number;
  readonly startedAt: string | null;
  readonly endsAt: string | null;
  readonly isPaused: boolean;
  readonly task: Task | null;
  readonly lastActiveAt: string | null;
  readonly lastSession: { sessionId: string; sessionType: SessionType; ended: Ended['ended']; endedAt: string } | null;
  readonly unattended: readonly { sessionId: string; from: string; to: string }[];
  readonly serverTime: string;
  readonly version: number;
  readonly revision: number;
}

/** When a timer is looked at, and what its state does not know. */
export interface SeenAt {
  readonly now: Instant;
  readonly lastSeenAt: Instant;
  readonly settings: TimerSettings;
  readonly version: number;
  readonly revision: number;
}

/** What a timer looks like at one instant. */
export function timerView(timer: Timer, { now, lastSeenAt, settings, version, revision }: SeenAt): TimerView {
  const lastActiveAt = Math.max(timer.lastCommandAt, lastSeenAt);
  return {
    status: timer.status,
    ...sessionShown(timer, now, settings),
    isPaused: timer.status === 'paused',
    task: timer.task,
    lastActiveAt: lastActiveAt > 0 ? toIso(lastActiveAt) : null,
    lastSession: timer.lastSession && {
      sessionId: timer.lastSession.sessionId,
      sessionType: timer.lastSession.sessionType,
      ended: timer.lastSession.ended,
      endedAt: toIso(timer.lastSession.endedAt),
    },
    unattended: timer.unattended.map(({ sessionId, fromAt, toAt }) => ({
      sessionId,
      from: toIso(fromAt),
      to: toIso(toAt),
    })),
    serverTime: toIso(now),
    version,
    revision,
  };
}

function sessionShown(timer: Timer, now: Instant, settings: TimerSettings) {
  if (isUnderWay(timer)) {
    const { sessionId, sessionType, presetType, roundNumber, durationMs } = timer.session;
    return {
      sessionId,
      sessionType,
      presetType,
      roundNumber,
      durationSeconds: wholeSeconds(durationMs),
      remainingSeconds: wholeSeconds(remainingMs(timer, now)),
      startedAt: toIso(timer.startedAt),
      endsAt: timer.status === 'running' ? toIso(timer.endsAt) : null,
    };
  }
  const presetType = presetInUse(timer, settings);
  const next = timer.status === 'waiting' ? timer.next : laidOut('work', presetType, timer.roundsDone, settings);
  const seconds = wholeSeconds(next.durationMs);
  return {
    sessionId: null,
    sessionType: next.sessionType,
    presetType,
    roundNumber: next.roundNumber,
    durationSeconds: seconds,
    remainingSeconds: seconds,
    startedAt: null,
    endsAt: null,
  };
}

/** A second that has begun still shows. */
function wholeSeconds(durationMs: number): number {
  return Math.ceil(durationMs / SECOND);
}
