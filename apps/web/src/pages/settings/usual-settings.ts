import { defaultDaySettings, SECOND, type ConfigurationView } from '@tidemark/domain';
import { zoneHere } from '../../words/zones';

export type SettingsShown = Omit<
  ConfigurationView,
  'canonicalTimezone' | 'lastDailyReset' | 'nextResetAt' | 'revision'
>;

/** What a guest begins with here: what everybody does, where this device is, as it looks. */
export function usualSettings(): SettingsShown {
  const { workMs, shortBreakMs, longBreakMs, ...same } = defaultDaySettings;
  return {
    ...same,
    theme: 'system',
    timezone: zoneHere(),
    workDuration: workMs / SECOND,
    shortBreakDuration: shortBreakMs / SECOND,
    longBreakDuration: longBreakMs / SECOND,
  };
}
