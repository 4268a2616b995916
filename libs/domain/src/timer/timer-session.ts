import { SECOND, type Instant, type Told } from '../decider';
import { CLOCK_TOLERANCE_MS } from '../occurred-at';
import type { InterruptedBecause, NextSession, Session, Timer, TimerEvent, UnderWay } from './timer-words';

/** A story told late is left open this long, so that a pause can follow the start it belongs to. */
export const LATE_STORY_OPEN_MS = 2 * SECOND;

/** Whether a session is in hand, running or paused. */
export function isUnderWay(timer: Timer): timer is UnderWay {
  return timer.status === 'running' || timer.status === 'paused';
}

/** What is left of the session under way at this instant; never negative, never counted down in storage [T1]. */
export function remainingMs(timer: UnderWay, at: Instant): number {
  return timer.status === 'paused' ? timer.remainingMs : Math.max(0, timer.endsAt - at);
}

/** A session begins because its owner says so. */
export function started(session: Session, told: Told): TimerEvent {
  const { at } = told;
  const deadline = deadlineAfter(at + session.durationMs, told);
  return {
    type: 'SessionStarted',
    data: { ...session, startedAt: at, ...deadline, automatic: false, lastActiveAt: at },
  };
}

/** A session begins by itself at the end of the one before it. */
export function startedItself(session: Session, at: Instant, lastActiveAt: Instant): TimerEvent {
  const endsAt = at + session.durationMs;
  const data = { ...session, startedAt: at, endsAt, dueAt: endsAt, automatic: true, lastActiveAt };
  return { type: 'SessionStarted', data };
}

/** A session ends before its time. */
export function interrupted(timer: UnderWay, at: Instant, reason: InterruptedBecause, lastActiveAt = at): TimerEvent {
  const data = { ...timer.session, interruptedAt: at, remainingMs: remainingMs(timer, at), reason, lastActiveAt };
  return { type: 'SessionInterrupted', data };
}

/** A session that was laid out is given up. */
export function nextDropped(
  next: NextSession,
  droppedAt: Instant,
  reason: Exclude<InterruptedBecause, 'replaced'>,
): TimerEvent {
  return { type: 'NextSessionDropped', data: { ...next, droppedAt, reason } };
}

/** When a session ends, and when its end is acted upon: a little later where the story is still being told. */
export function deadlineAfter(endsAt: Instant, { at, receivedAt }: Told): { endsAt: Instant; dueAt: Instant } {
  const isLate = receivedAt - at > CLOCK_TOLERANCE_MS;
  return { endsAt, dueAt: isLate ? Math.max(endsAt, receivedAt + LATE_STORY_OPEN_MS) : endsAt };
}
