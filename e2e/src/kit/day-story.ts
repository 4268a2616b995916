import { SECOND } from '@tidemark/domain';

import { startStory, type StoryStack } from './story-stack';

/** The sweep leaves a day for five seconds to whoever was rung for; so long after its end it is found by the next one. */
export const SWEPT_AFTER_MS = 6 * SECOND;

/** Two of every service and a clock that can be set. Bells do not travel with it, so the sweep looks every second. */
export function startDayStory(environment: Record<string, string> = {}): Promise<StoryStack> {
  const twice = { gateways: 2, timerServices: 2, schedulerServices: 2, progressServices: 2 };
  return startStory(twice, { TIDEMARK_SWEEP_SECONDS: '1', ...environment }, { timeTravel: true });
}
