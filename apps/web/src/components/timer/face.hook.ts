import { useConfiguration, useTidemark, useTimer } from '@tidemark/client/react';
import { defaultSettings, SECOND, type ConfigurationView, type TimerSettings } from '@tidemark/domain';
import { faceOf, noWish, type Face, type Wish } from './face';

/** The face of the timer, drawn anew each time that a second of it is over. */
export function useFace(wish: Wish = noWish): Face {
  const client = useTidemark();
  const { configuration } = useConfiguration();
  const { timer } = useTimer();
  const given = { wish, settings: settingsOf(configuration), timezone: configuration?.timezone };
  return faceOf(timer, given, client.now());
}

export function settingsOf(configuration: ConfigurationView | null): TimerSettings {
  if (!configuration) return defaultSettings;
  const { workDuration, shortBreakDuration, longBreakDuration, ...same } = configuration;
  return {
    ...same,
    workMs: workDuration * SECOND,
    shortBreakMs: shortBreakDuration * SECOND,
    longBreakMs: longBreakDuration * SECOND,
  };
}
