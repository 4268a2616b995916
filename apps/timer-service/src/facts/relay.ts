import { account, day, timer, workClock, type Timer } from '@tidemark/domain';
import { categoryOf, type AnyDecider } from '@tidemark/event-log';
import { relayOf, replayingOf, type Published } from '@tidemark/service-kit';
import { KnownDays } from '../days/known-days';
import { settingsShown } from '../timer/timer.stream';
import { accountFacts } from './account.facts';
import { clockFacts } from './clock.facts';
import { dayFacts } from './day.facts';
import { timerFacts } from './timer.facts';

const published: Published<[KnownDays]> = {
  deciders: [timer as AnyDecider, workClock as AnyDecider, day as AnyDecider, account as AnyDecider],
  inject: [KnownDays],
  toFacts: (days) => async (recorded, state) => {
    switch (categoryOf(recorded.streamId)) {
      case 'account':
        return accountFacts(recorded, state);
      case 'day':
        return dayFacts(recorded, state);
      case 'clock':
        return clockFacts(recorded, state, await days.of(recorded.userId));
      default:
        return timerFacts(recorded, state, await settingsShown(state as Timer, recorded.userId, days));
    }
  },
};

/** Publishes what was appended: facts go out. */
export const relay = relayOf(published);

/** Tells some of it again, for whoever asks. */
export const replaying = replayingOf(published);
