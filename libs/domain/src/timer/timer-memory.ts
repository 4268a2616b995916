import type { Instant } from '../decider';
import type { Ended, InterruptedBecause, NextSession, Session, SessionInHand, Timer, TimerMemory } from './timer-words';
import { roundsAfter } from './timer-next';
import { isUnderWay } from './timer-session';

/** What stays whatever happens. */
export function known({ presetType, roundsDone, task, lastCommandAt, unattended, lastSession }: Timer): TimerMemory {
  return { presetType, roundsDone, task, lastCommandAt, unattended, lastSession };
}

/** What stays when a session is given up; being abandoned is the one end that is no command. */
export function left(timer: Timer, session: NextSession, because: InterruptedBecause, at: Instant): TimerMemory {
  const roundsDone = roundsAfter(timer.roundsDone, session, because);
  return { ...known(timer), roundsDone, lastCommandAt: because === 'abandoned' ? timer.lastCommandAt : at };
}

/** The session in hand, for an event that says there is one. */
export function live(timer: Timer): SessionInHand & TimerMemory {
  if (!isUnderWay(timer)) throw new Error(`A ${timer.status} timer has no session`);
  return { ...known(timer), session: timer.session, changedAt: timer.changedAt, startedAt: timer.startedAt };
}

/** What is remembered of a session that has ended. */
export function ended(timer: Timer, session: Session, how: Ended['ended'], endedAt: Instant): Ended {
  const notBeforeAt = isUnderWay(timer) ? timer.changedAt : endedAt;
  return { sessionId: session.sessionId, sessionType: session.sessionType, ended: how, endedAt, notBeforeAt };
}
