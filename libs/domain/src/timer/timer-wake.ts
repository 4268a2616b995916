import { HOUR, type Instant } from '../decider';
import type { Session, Timer, TimerCommand, TimerEvent } from './timer-words';
import { nextSession } from './timer-next';
import { interrupted, isUnderWay, nextDropped, startedItself } from './timer-session';
import { PRESENT_WITHIN_MS, silence } from './unattended';

/** A state that nobody touched for this long is not resumed [T7]. */
export const ABANDONED_AFTER_MS = 24 * HOUR;

type Running = Extract<Timer, { status: 'running' }>;
type Wake = Extract<TimerCommand, { type: 'WakeTimer' }>;

/** When this state ends by itself: the session runs out, or its owner stayed silent for a day. */
export function endsAt(timer: Timer, lastSeenAt: Instant = 0): Instant | null {
  if (timer.status === 'idle') return null;
  const silentSinceAt = Math.max(timer.lastCommandAt, lastSeenAt);
  const changedAt = isUnderWay(timer) ? timer.changedAt : (timer.lastSession?.endedAt ?? 0);
  const abandonedAt = Math.max(silentSinceAt + ABANDONED_AFTER_MS, changedAt);
  return timer.status === 'running' ? Math.min(timer.endsAt, abandonedAt) : abandonedAt;
}

/** When somebody must act upon that end; a story told late is waited for. */
export function dueAt(timer: Timer, lastSeenAt: Instant = 0): Instant | null {
  const endAt = endsAt(timer, lastSeenAt);
  return timer.status === 'running' && endAt === timer.endsAt ? timer.dueAt : endAt;
}

/** The wake may come twice, or after a pause moved the end; what happens is dated to the end and not to the wake. */
export function wake(timer: Timer, command: Wake): readonly TimerEvent[] {
  const endAt = endsAt(timer, command.lastSeenAt);
  if (timer.status === 'idle' || endAt === null || command.at < endAt) return [];
  if (timer.status === 'waiting') return [nextDropped(timer.next, endAt, 'abandoned')];
  const lastActiveAt = Math.max(timer.lastCommandAt, command.lastSeenAt);
  const abandoned = interrupted(timer, endAt, 'abandoned', lastActiveAt);
  if (timer.status === 'paused') return [abandoned];
  if (endAt === timer.endsAt) return completed(timer, command);
  return [...silence(timer, command.lastSeenAt, endAt), abandoned];
}

/** The session ran to its end; the next begins by itself only where somebody is there to begin it [T5]. */
function completed(timer: Running, { settings, lastSeenAt, sessionId }: Wake): readonly TimerEvent[] {
  const { session, endsAt } = timer;
  const next = nextSession(session, 'completed', timer.roundsDone, session.presetType, settings);
  const seenAt = Math.max(lastSeenAt, timer.lastCommandAt);
  const wasPresent = Math.abs(seenAt - endsAt) <= PRESENT_WITHIN_MS;
  const startsItself = next.sessionType === 'work' ? settings.autoStartWork : settings.autoStartBreak;
  const lastActiveAt = Math.min(seenAt, endsAt);
  const alone = silence(timer, lastActiveAt, endsAt);
  const data = { ...session, completedAt: endsAt, next, lastActiveAt };
  const completion: TimerEvent = { type: 'SessionCompleted', data };
  if (!startsItself || !wasPresent) return [...alone, completion];
  const following: Session = { ...session, ...next, sessionId };
  return [...alone, completion, startedItself(following, endsAt, lastActiveAt)];
}
