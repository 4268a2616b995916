import type { ConfigurationView, ResetTime, SessionCountView } from '@tidemark/domain';
import type { Tidemark } from '../client';
import { useActions, useKind } from './followed.hook';

/** What of the settings may be set. */
export type ConfigurationUpdate = Partial<
  Omit<ConfigurationView, 'canonicalTimezone' | 'lastDailyReset' | 'nextResetAt' | 'revision'>
>;

/** How many work sessions were completed today, and when the day ends. */
export function useDailyCount() {
  const { status, value, isGuess } = useKind('sessionCount');
  return {
    status,
    isGuess,
    count: value?.count ?? 0,
    manualSessionOverride: value?.manualSessionOverride ?? null,
    localDate: value?.localDate ?? null,
    nextResetAt: value?.nextResetAt ?? null,
    ...useActions(countActions),
  };
}

/** The settings, and how to change any of them. */
export function useConfiguration() {
  const { status, value: configuration, isGuess } = useKind('configuration');
  return { status, configuration, isGuess, ...useActions(configurationActions) };
}

function countActions({ command }: Tidemark) {
  return {
    setCount: (count: number) => command<SessionCountView>('session-count/set', { count }),
    resetCount: () => command<SessionCountView>('session-count/reset'),
  };
}

function configurationActions({ command }: Tidemark) {
  return {
    configure: (settings: ConfigurationUpdate) => command<ConfigurationView>('configuration/set', settings),
    setTimezone: (timezone: string) => command<ConfigurationView>('configuration/timezone', { timezone }),
    setResetTime: (dailyResetTime: ResetTime) =>
      command<ConfigurationView>('configuration/reset-time', { dailyResetTime }),
  };
}
