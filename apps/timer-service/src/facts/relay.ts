import { day, defaultDaySettings, timer, type Timer } from '@tidemark/domain';
import { categoryOf, EventLog, Relay, type AnyDecider, type ToFacts } from '@tidemark/event-log';
import { Bus, FactPublisher, hint, onHint } from '@tidemark/messaging';
import { LOGGER, metrics, type Logger } from '@tidemark/service-kit';
import type { FactoryProvider } from '@nestjs/common';
import { Settings } from '../days/day.settings';
import { dayFacts } from './day.facts';
import { timerFacts } from './timer.facts';

/** Publishes what was appended: facts go out. */
export const relay: FactoryProvider<Relay> = {
  provide: Relay,
  inject: [EventLog, Bus, Settings, LOGGER],
  useFactory: (log: EventLog, bus: Bus, settings: Settings, logger: Logger) => {
    const relay = new Relay({
      log,
      sink: new FactPublisher(bus),
      deciders: [timer as AnyDecider, day as AnyDecider],
      toFacts: factsBy(settings),
      hooks: {
        published: (_lane, events) => metrics.relayPublished.inc(events),
        lag: (lane, events) => metrics.laneLag.set({ reader: 'relay', lane: String(lane) }, events),
        failed: (failure) => logger.warn({ err: failure }, 'The relay pauses.'),
      },
    });
    // What we append to a lane that another instance publishes, it hears of at once and not at its next poll.
    log.onCommit((lanes) => {
      if (lanes.some((lane) => !relay.lanes.has(lane))) hint(bus, log.schema);
    });
    onHint(bus, log.schema, () => relay.nudge());
    return relay;
  },
};

function factsBy(settings: Settings): ToFacts {
  return async (recorded, state) => {
    if (categoryOf(recorded.streamId) === 'day') return dayFacts(recorded, state);
    // Only a timer without a session shows what its owner has set.
    const isIdle = (state as Timer).status === 'idle';
    return timerFacts(recorded, state, isIdle ? await settings.of(recorded.userId) : defaultDaySettings);
  };
}
