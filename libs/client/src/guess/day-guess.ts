import {
  configurationView,
  dayAt,
  dayByCalendar,
  fromIso,
  SECOND,
  sessionCountView,
  type ConfigurationView,
  type Day,
  type DaySettings,
  type DayWish,
  type Instant,
  type SessionCountView,
} from '@tidemark/domain';
import type { Entry, Fields } from '../outbox/entry';
import { redecided } from './redecided';

/** Both pictures of one day. */
export interface DayViews {
  readonly configuration: ConfigurationView;
  readonly sessionCount: SessionCountView;
}

/** Which zones there are is the server's business; the guess goes by what this browser knows. */
const decider = dayByCalendar('guess');

/** Settings and count as they are once the server has heard what waits here [S2]. */
export function guessDay({ configuration, sessionCount }: DayViews, waiting: readonly Entry[], now: Instant): DayViews {
  const before = dayOf({ configuration, sessionCount }, now);
  const day = waiting.reduce((state, entry) => redecided(decider, state, dayWish(entry)), before);
  return {
    configuration: configurationView(day, { now, revision: configuration.revision }),
    sessionCount: sessionCountView(day, { now, revision: sessionCount.revision }),
  };
}

/** What a command about settings or the count means to its decider; null for all others. */
export function dayWish({ name, data, happenedAt: at }: Pick<Entry, 'name' | 'data' | 'happenedAt'>): DayWish | null {
  const told = { at, receivedAt: at, deviceId: null };
  switch (name) {
    case 'configuration/set':
    case 'configuration/timezone':
    case 'configuration/reset-time':
      return { type: 'ChangeSettings', ...told, changes: settingsOf(data) };
    case 'session-count/set':
      return { type: 'OverrideCount', ...told, count: Number(data['count']) };
    case 'session-count/reset':
      return { type: 'ResetCount', ...told };
    default:
      return null;
  }
}

function settingsOf({ workDuration, shortBreakDuration, longBreakDuration, ...same }: Fields): Partial<DaySettings> {
  const lengths = { workMs: workDuration, shortBreakMs: shortBreakDuration, longBreakMs: longBreakDuration };
  const inMs = Object.entries(lengths).flatMap(([name, seconds]) =>
    seconds === undefined ? [] : [[name, Number(seconds) * SECOND]],
  );
  return { ...same, ...Object.fromEntries(inMs) };
}

function dayOf({ configuration, sessionCount }: DayViews, now: Instant): Day {
  const { workDuration, shortBreakDuration, longBreakDuration, lastDailyReset, nextResetAt, ...same } = configuration;
  const { reset: _reset, revision: _revision, ...settings } = same as typeof same & { reset?: unknown };
  const { startsAt } = dayAt(now, configuration);
  return {
    status: 'active',
    settings: {
      ...settings,
      workMs: workDuration * SECOND,
      shortBreakMs: shortBreakDuration * SECOND,
      longBreakMs: longBreakDuration * SECOND,
    },
    count: sessionCount.count,
    manualSessionOverride: sessionCount.manualSessionOverride,
    countsFromAt: 0,
    lastResetAt: lastDailyReset === null ? null : fromIso(lastDailyReset),
    changedAt: 0,
    localDate: sessionCount.localDate,
    startsAt,
    endsAt: fromIso(nextResetAt),
  };
}
