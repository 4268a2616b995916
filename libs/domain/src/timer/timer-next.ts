import { lengthOf, usualPreset, type PresetType, type SessionType, type TimerSettings } from './settings';
import type { Ended, NextSession, Session, Timer, TimerCommand } from './timer-words';
import { isUnderWay } from './timer-session';

/** The session that a start asks for; what it leaves open comes from what is laid out, or from the settings. */
export function chosenSession(timer: Timer, command: Extract<TimerCommand, { type: 'StartSession' }>): Session {
  const { sessionId, settings } = command;
  const waiting = timer.status === 'waiting' ? timer.next : undefined;
  const presetType = command.presetType ?? presetInUse(timer, settings);
  const sessionType = command.sessionType ?? waiting?.sessionType ?? 'work';
  const isAsLaidOut = waiting?.sessionType === sessionType && timer.presetType === presetType;
  const session = isAsLaidOut ? waiting : laidOut(sessionType, presetType, timer.roundsDone, settings);
  const durationMs = command.durationMs ?? session.durationMs;
  const task = command.task === undefined ? timer.task : command.task;
  return { ...session, sessionId, presetType, durationMs, task };
}

/** The session that a skip leads to. */
export function followingSession(
  timer: Exclude<Timer, { status: 'idle' }>,
  { sessionId, settings }: Extract<TimerCommand, { type: 'SkipSession' }>,
): Session {
  const presetType = presetInUse(timer, settings);
  const skipped = isUnderWay(timer) ? timer.session : timer.next;
  const next = nextSession(skipped, 'skipped', timer.roundsDone, presetType, settings);
  return { ...next, sessionId, presetType, task: timer.task };
}

/** Work leads to a break of the same round, a break to the work of the next [T2]. */
export function nextSession(
  ended: Pick<Session, 'sessionType' | 'roundNumber'>,
  how: 'completed' | 'skipped',
  roundsDoneBefore: number,
  presetType: PresetType,
  settings: TimerSettings,
): NextSession {
  const roundsDone = roundsAfter(roundsDoneBefore, ended, how);
  const breakType = roundsDone % settings.longBreakInterval === 0 ? 'long_break' : 'short_break';
  return laidOut(ended.sessionType === 'work' ? breakType : 'work', presetType, roundsDone, settings);
}

/** Work that was completed or skipped is a round done; a stop takes nothing away; abandonment begins anew. */
export function roundsAfter(
  roundsDone: number,
  ended: Pick<Session, 'sessionType' | 'roundNumber'>,
  how: Ended['ended'],
): number {
  if (how === 'abandoned') return 0;
  const isRoundDone = ended.sessionType === 'work' && (how === 'completed' || how === 'skipped');
  return isRoundDone ? ended.roundNumber : roundsDone;
}

/** A session at full length: work opens a round, a break belongs to the round before it. */
export function laidOut(
  sessionType: SessionType,
  presetType: PresetType,
  roundsDone: number,
  settings: TimerSettings,
): NextSession {
  const roundNumber = sessionType === 'work' ? roundsDone + 1 : Math.max(1, roundsDone);
  return { sessionType, roundNumber, durationMs: lengthOf(sessionType, presetType, settings) };
}

/**
 * The preset that goes on until another one is named. Between sessions `short` may be nobody's choice, only what
 * everybody begins with, so it gives way to durations that were set since.
 */
export function presetInUse(timer: Timer, settings: TimerSettings): PresetType {
  const isMereHabit = timer.status === 'idle' && timer.presetType === 'short';
  return timer.presetType === null || isMereHabit ? usualPreset(settings) : timer.presetType;
}
