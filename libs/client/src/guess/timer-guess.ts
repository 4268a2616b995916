import {
  defaultSettings,
  fromIso,
  SECOND,
  timer as decider,
  timerView,
  type ConfigurationView,
  type Instant,
  type Session,
  type Task,
  type Timer,
  type TimerCommand,
  type TimerSettings,
  type TimerView,
} from '@tidemark/domain';
import type { Entry } from '../outbox/entry';
import { redecided } from './redecided';

/** A session that ends leads to a break, and that to the next session; nobody sits through more of them unseen. */
const WAKES_MAX = 20;

/** The timer as it is once the server has heard what waits here, decided by the same code as there [S2] [X4]. */
export function guessTimer(
  view: TimerView,
  configuration: ConfigurationView | null,
  waiting: readonly Entry[],
  now: Instant,
  lastSeenAt: LastSeen,
): TimerView {
  const settings = timerSettings(configuration);
  let timer = timerOf(view);
  for (const entry of waiting) {
    timer = woken(timer, entry.happenedAt, settings, lastSeenAt);
    timer = redecided(decider, timer, timerCommand(entry, settings));
  }
  timer = woken(timer, now, settings, lastSeenAt);
  return timerView(timer, { now, lastSeenAt: now, settings, version: view.version, revision: view.revision });
}

/** When somebody was last at this device, seen from an instant. */
export type LastSeen = (at: Instant) => Instant;

/**
 * What ends by itself has ended, though no server could say so. For how long nobody was there is not guessed: the server
 * heard of the other devices as well.
 */
function woken(timer: Timer, now: Instant, settings: TimerSettings, lastSeenAt: LastSeen): Timer {
  let state = timer;
  for (let wakes = 0; wakes < WAKES_MAX; wakes += 1) {
    const endAt = state.status === 'running' ? state.endsAt : null;
    if (endAt === null || endAt > now) break;
    const when = { at: endAt, receivedAt: endAt, lastSeenAt: lastSeenAt(endAt) };
    state = redecided(decider, state, { type: 'WakeTimer', ...when, sessionId: `guess-${endAt}`, settings });
  }
  return { ...state, unattended: timer.unattended };
}

/** What a command about the timer means to its decider; null for all others. */
export function timerCommand(
  { name, data, key, happenedAt: at }: Pick<Entry, 'name' | 'data' | 'key' | 'happenedAt'>,
  settings: TimerSettings,
): TimerCommand | null {
  const told = { at, receivedAt: at };
  const said = data as Said;
  switch (name) {
    case 'timer/start': {
      const { sessionType, presetType, durationSeconds, task, replace } = said;
      const durationMs = durationSeconds === undefined ? undefined : durationSeconds * SECOND;
      const wished = { sessionType, presetType, durationMs, task, replace };
      return { type: 'StartSession', ...told, sessionId: key, settings, ...wished };
    }
    case 'timer/pause':
      return { type: 'PauseSession', ...told };
    case 'timer/resume':
      return { type: 'ResumeSession', ...told };
    case 'timer/skip':
      return { type: 'SkipSession', ...told, sessionId: key, settings };
    case 'timer/stop':
      return { type: 'StopSession', ...told };
    case 'timer/extend':
      return { type: 'ExtendSession', ...told, addedMs: (said.seconds ?? 0) * SECOND };
    case 'timer/task':
      return { type: 'SelectTask', ...told, task: said.task ?? null };
    case 'timer/trim': {
      const { sessionId = '', from = '', to = '' } = said;
      return { type: 'TrimUnattended', ...told, sessionId, fromAt: fromIso(from), toAt: fromIso(to) };
    }
    default:
      return null;
  }
}

interface Said {
  readonly sessionType?: Session['sessionType'];
  readonly presetType?: Session['presetType'];
  readonly durationSeconds?: number;
  readonly task?: Task | null;
  readonly replace?: boolean;
  readonly seconds?: number;
  readonly sessionId?: string;
  readonly from?: string;
  readonly to?: string;
}

/** What deciding about timers takes from the settings. */
export function timerSettings(configuration: ConfigurationView | null): TimerSettings {
  if (!configuration) return defaultSettings;
  const { workDuration, shortBreakDuration, longBreakDuration } = configuration;
  const { longBreakInterval, autoStartWork, autoStartBreak } = configuration;
  return {
    workMs: workDuration * SECOND,
    shortBreakMs: shortBreakDuration * SECOND,
    longBreakMs: longBreakDuration * SECOND,
    longBreakInterval,
    autoStartWork,
    autoStartBreak,
  };
}

/** The state behind a picture, as far as the picture tells: what it rounds is put right by the server's answer. */
function timerOf(view: TimerView): Timer {
  const { sessionId, sessionType, presetType, roundNumber, task, startedAt, endsAt } = view;
  const durationMs = view.durationSeconds * SECOND;
  const changedAt = startedAt === null ? 0 : fromIso(startedAt);
  const memory = {
    presetType,
    roundsDone: sessionType === 'work' ? roundNumber - 1 : roundNumber,
    task,
    lastCommandAt: view.lastActiveAt === null ? 0 : fromIso(view.lastActiveAt),
    unattended: view.unattended.map(({ from, to, ...span }) => ({ ...span, fromAt: fromIso(from), toAt: fromIso(to) })),
    lastSession: view.lastSession && {
      ...view.lastSession,
      endedAt: fromIso(view.lastSession.endedAt),
      notBeforeAt: fromIso(view.lastSession.endedAt),
    },
  };
  if (view.status === 'idle') return { status: 'idle', ...memory };
  if (view.status === 'waiting') {
    return { status: 'waiting', next: { sessionType, roundNumber, durationMs }, ...memory };
  }
  const session: Session = { sessionId: sessionId ?? '', sessionType, presetType, roundNumber, durationMs, task };
  const inHand = { session, startedAt: changedAt, changedAt };
  if (view.status === 'paused') {
    return { status: 'paused', remainingMs: view.remainingSeconds * SECOND, ...inHand, ...memory };
  }
  const endAt = endsAt === null ? 0 : fromIso(endsAt);
  return { status: 'running', endsAt: endAt, dueAt: endAt, ...inHand, ...memory };
}
