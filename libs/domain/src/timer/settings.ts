import { MINUTE } from '../decider';

/** What a session is for. */
export type SessionType = 'work' | 'short_break' | 'long_break';
/** A rhythm by its name; `custom` is the lengths that the user has set. */
export type PresetType = 'short' | 'long' | 'custom';

/** What a user may set about the timer; it travels inside commands so that deciding needs no look-up. */
export interface TimerSettings {
  readonly workMs: number;
  readonly shortBreakMs: number;
  readonly longBreakMs: number;
  readonly longBreakInterval: number;
  readonly autoStartWork: boolean;
  readonly autoStartBreak: boolean;
}

/** The settings of somebody who never set any. */
export const defaultSettings: TimerSettings = {
  workMs: 25 * MINUTE,
  shortBreakMs: 5 * MINUTE,
  longBreakMs: 15 * MINUTE,
  longBreakInterval: 4,
  autoStartWork: true,
  autoStartBreak: true,
};

const presets: Record<Exclude<PresetType, 'custom'>, Record<SessionType, number>> = {
  short: { work: 25 * MINUTE, short_break: 5 * MINUTE, long_break: 15 * MINUTE },
  long: { work: 50 * MINUTE, short_break: 10 * MINUTE, long_break: 30 * MINUTE },
};

/** How long a session of this type is under this preset. */
export function lengthOf(sessionType: SessionType, presetType: PresetType, settings: TimerSettings): number {
  if (presetType !== 'custom') return presets[presetType][sessionType];
  return { work: settings.workMs, short_break: settings.shortBreakMs, long_break: settings.longBreakMs }[sessionType];
}

/** The preset of somebody who never chose one: their own durations where they set any. */
export function usualPreset(settings: TimerSettings): PresetType {
  const untouched =
    settings.workMs === presets.short.work &&
    settings.shortBreakMs === presets.short.short_break &&
    settings.longBreakMs === presets.short.long_break;
  return untouched ? 'short' : 'custom';
}
