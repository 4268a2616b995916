import { SECOND, timer } from '@tidemark/domain';
import { DatabaseClock, DueSweeper, EventLog, Relay, type AnyDecider } from '@tidemark/event-log';
import { Bus, FactPublisher, hint, onHint } from '@tidemark/messaging';
import { LOGGER, metrics, type Logger } from '@tidemark/service-kit';
import type { FactoryProvider } from '@nestjs/common';
import { timerFacts } from './timer.facts';
import { TimerHandler } from './timer.stream';

/** Rings deadlines: time comes in. */
export const sweeper: FactoryProvider<DueSweeper> = {
  provide: DueSweeper,
  inject: [EventLog, DatabaseClock, TimerHandler, LOGGER],
  useFactory: (log: EventLog, clock: DatabaseClock, handler: TimerHandler, logger: Logger) =>
    new DueSweeper(log, clock, [handler], {
      woken: (latenessMs) => metrics.sweeperLateSeconds.observe(Math.max(0, latenessMs) / SECOND),
      failed: (failure, streamId) => logger.warn({ err: failure, streamId }, 'A deadline could not be rung.'),
    }),
};

/** Publishes what was appended: facts go out. */
export const relay: FactoryProvider<Relay> = {
  provide: Relay,
  inject: [EventLog, Bus, LOGGER],
  useFactory: (log: EventLog, bus: Bus, logger: Logger) => {
    const relay = new Relay({
      log,
      sink: new FactPublisher(bus),
      deciders: [timer as AnyDecider],
      toFacts: timerFacts,
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
