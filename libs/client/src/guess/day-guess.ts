import type { ConfigurationView, SessionCountView } from '@tidemark/domain';
import type { Entry } from '../outbox/entry';

/** Both pictures of one day. */
export interface DayViews {
  readonly configuration: ConfigurationView;
  readonly sessionCount: SessionCountView;
}

/**
 * Settings and count as they are once the server has heard what waits here [S2]. What a new zone or reset time does to
 * the day at hand needs the days of its owner so far: that is shown when the server has said it.
 */
export function guessDay(views: DayViews, waiting: readonly Entry[]): DayViews {
  return waiting.reduce(changed, views);
}

function changed({ configuration, sessionCount }: DayViews, { name, data }: Entry): DayViews {
  const counted = (count: number, manualSessionOverride: number | null) => {
    return { configuration, sessionCount: { ...sessionCount, count, manualSessionOverride } };
  };
  if (name === 'session-count/set') return counted(Number(data['count']), Number(data['count']));
  if (name === 'session-count/reset') return counted(0, null);
  return { configuration: { ...configuration, ...data }, sessionCount };
}
