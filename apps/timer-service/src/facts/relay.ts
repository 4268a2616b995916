import { day, defaultDaySettings, timer, type Timer } from '@tidemark/domain';
import { categoryOf, type AnyDecider } from '@tidemark/event-log';
import { relayOf } from '@tidemark/service-kit';
import { Settings } from '../days/day.settings';
import { dayFacts } from './day.facts';
import { timerFacts } from './timer.facts';

/** Publishes what was appended: facts go out. */
export const relay = relayOf<[Settings]>({
  deciders: [timer as AnyDecider, day as AnyDecider],
  inject: [Settings],
  toFacts: (settings) => async (recorded, state) => {
    if (categoryOf(recorded.streamId) === 'day') return dayFacts(recorded, state);
    // Only a timer without a session shows what its owner has set.
    const isIdle = (state as Timer).status === 'idle';
    return timerFacts(recorded, state, isIdle ? await settings.of(recorded.userId) : defaultDaySettings);
  },
});
