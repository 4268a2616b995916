import { fold, unreachable, type Decider } from '../decider';
import { closed, endMoved, ruleChanged } from './day-boundary';
import { clockTimeOf, defaultDayRule } from '../calendar/day-rule';
import type { DatedDay, Day, DayCommand, DayEvent, DaySettings, Preferences, Reset } from './day-words';
import { defaultSettings } from '../timer/settings';

/** No day has more sessions, however they are counted [D3]. */
export const COUNT_MAX = 1_000;

/** What a user starts with [D1]. */
export const defaultDaySettings: DaySettings = {
  ...defaultSettings,
  ...defaultDayRule,
  theme: 'dark',
  soundEnabled: true,
  notificationEnabled: true,
};

/** The days of one user, one after another: what is set, what is counted, and when it begins anew. */
export const day: Decider<Day, DayCommand, DayEvent> = {
  category: 'day',
  initial: {
    status: 'untouched',
    settings: defaultDaySettings,
    count: 0,
    manualSessionOverride: null,
    countsFromAt: 0,
    lastResetAt: null,
    changedAt: 0,
  },
  decide,
  evolve,
  endsAt: (day) => (day.status === 'untouched' ? null : day.endsAt),
  // Whoever was away for a whole day rests until they come back: a midnight costs as much as people were there.
  dueAt: (day) => (day.status === 'active' ? day.endsAt : null),
  // The timer tells of a session when it is over, whatever was set meanwhile.
  notBefore: (day, commandType) => (commandType === 'CountSession' ? Number.NEGATIVE_INFINITY : day.changedAt),
};

// ---- decide

function decide(day: Day, command: DayCommand): readonly DayEvent[] {
  switch (command.type) {
    case 'BeginDay':
      return begun(day, command);
    case 'CountSession':
      return counted(day, command);
    case 'OverrideCount':
      return inToday(day, command, ({ localDate, count }) => {
        const data = { localDate, previousCount: count, count: command.count, overriddenAt: command.at };
        return { type: 'CountOverridden', data };
      });
    case 'ResetCount':
      return inToday(day, command, (today) => ({ type: 'CountReset', data: asked(today, command) }));
    case 'ChangeSettings': {
      const changes = [...preferencesChanged(day, command), ...ruleChanged(day, command)];
      if (changes.length === 0) return [];
      return [...changes, ...begun(fold({ evolve }, day, changes), command)];
    }
    case 'CheckEnd':
      return endMoved(day, command);
    case 'CloseDay':
      return closed(day, command);
    default:
      return unreachable(command);
  }
}

/** A session that is told when its day is over is in that day's statistics, and not in the count of today [D7]. */
function counted(day: Day, command: Extract<DayCommand, { type: 'CountSession' }>): readonly DayEvent[] {
  const { completedAt, sessionId } = command;
  const opening = begun(day, command);
  const today = fold({ evolve }, day, opening);
  if (today.status === 'untouched' || completedAt < today.countsFromAt) return [];
  const count = Math.min(today.count + 1, COUNT_MAX);
  return [...opening, { type: 'SessionCounted', data: { localDate: today.localDate, sessionId, count, completedAt } }];
}

/** Makes today the user's, unless it is already. */
function begun(day: Day, { at, days, tzdataVersion }: DayCommand): readonly DayEvent[] {
  if (day.status === 'active') return [];
  const frame = day.status === 'resting' ? day : days[0];
  if (!frame) throw new Error('Nobody looked up the day in which the first command falls');
  const { timezone, dailyResetTime } = day.settings;
  const { localDate, startsAt, endsAt } = frame;
  const rule = { timezone, localResetTime: clockTimeOf(dailyResetTime), tzdataVersion };
  return [{ type: 'DayBegun', data: { localDate, startsAt, endsAt, begunAt: at, ...rule } }];
}

function inToday(day: Day, command: DayCommand, said: (today: DatedDay) => DayEvent): readonly DayEvent[] {
  const opening = begun(day, command);
  const today = fold({ evolve }, day, opening);
  return today.status === 'untouched' ? opening : [...opening, said(today)];
}

function preferencesChanged(day: Day, command: Extract<DayCommand, { type: 'ChangeSettings' }>): readonly DayEvent[] {
  const { timezone, dailyResetTime, ...wanted } = command.changes;
  const names = Object.keys(wanted) as (keyof Preferences)[];
  const differing = names.filter((name) => wanted[name] !== undefined && wanted[name] !== day.settings[name]);
  if (differing.length === 0) return [];
  const changes: Partial<Preferences> = Object.fromEntries(differing.map((name) => [name, wanted[name]]));
  return [{ type: 'SettingsChanged', data: { changes, changedAt: command.at } }];
}

function asked({ settings, localDate, count }: DatedDay, { at, deviceId, tzdataVersion }: DayCommand): Reset {
  const { timezone, dailyResetTime } = settings;
  const rule = { timezone, localResetTime: clockTimeOf(dailyResetTime), tzdataVersion };
  const counts = { previousCount: count, newCount: 0 } as const;
  return { resetType: 'manual_reset', ...counts, resetAt: at, localDate, ...rule, deviceId, context: 'request' };
}

// ---- evolve

function evolve(day: Day, event: DayEvent): Day {
  switch (event.type) {
    case 'DayBegun': {
      const { localDate, startsAt, endsAt, begunAt } = event.data;
      const countsFromAt = Math.max(day.countsFromAt, startsAt);
      return { ...memory(day), status: 'active', localDate, startsAt, endsAt, countsFromAt, ...changed(day, begunAt) };
    }
    case 'DayClosed': {
      const { localDate, startsAt, endsAt, resetAt } = event.data;
      const begins = { localDate, startsAt, endsAt, lastResetAt: resetAt };
      return { ...memory(day), status: 'resting', ...begins, ...emptied(resetAt) };
    }
    case 'CountReset':
      return { ...day, ...emptied(event.data.resetAt) };
    case 'CountOverridden': {
      const { count, overriddenAt } = event.data;
      const counted = { count, manualSessionOverride: count, countsFromAt: overriddenAt };
      return { ...day, ...counted, ...changed(day, overriddenAt) };
    }
    case 'SessionCounted':
      return { ...day, count: event.data.count, ...changed(day, event.data.completedAt) };
    case 'SettingsChanged': {
      const { changes, changedAt } = event.data;
      return { ...day, settings: { ...day.settings, ...changes }, ...changed(day, changedAt) };
    }
    case 'DayRuleChanged': {
      const { timezone, dailyResetTime, endsAt, changedAt } = event.data;
      const settings = { ...day.settings, timezone, dailyResetTime };
      const now = { ...day, settings, ...changed(day, changedAt) };
      return now.status === 'untouched' || endsAt === null ? now : { ...now, endsAt };
    }
    case 'DayEndMoved':
      if (day.status === 'untouched') return day;
      return { ...day, endsAt: event.data.endsAt, ...changed(day, event.data.movedAt) };
    default:
      return unreachable(event);
  }
}

function memory({ settings, count, manualSessionOverride, countsFromAt, lastResetAt, changedAt }: Day) {
  return { settings, count, manualSessionOverride, countsFromAt, lastResetAt, changedAt };
}

/** Sessions may be told out of order; what is remembered never goes back. */
function changed(day: Day, at: number): { readonly changedAt: number } {
  return { changedAt: Math.max(day.changedAt, at) };
}

function emptied(resetAt: number) {
  return { count: 0, manualSessionOverride: null, countsFromAt: resetAt, changedAt: resetAt };
}
