import { EventLog, Relay, type AnyDecider, type ToFacts } from '@tidemark/event-log';
import { Bus, FactPublisher, factListeners, hint, onHint } from '@tidemark/messaging';
import type { FactoryProvider, InjectionToken } from '@nestjs/common';
import { LOGGER, type Logger } from '../logger';
import { metrics } from '../metrics';

/** What a service publishes of its streams. */
export interface Published<Needed extends readonly unknown[]> {
  /** Of every category in the log. */
  readonly deciders: readonly AnyDecider[];
  /** What is needed to tell facts, by Nest's tokens. */
  readonly inject?: { readonly [Index in keyof Needed]: InjectionToken };
  toFacts(...needed: Needed): ToFacts;
}

/** Provides the relay of a service: what was appended goes out as facts, whichever instance appended it. */
export function relayOf<Needed extends readonly unknown[] = []>(published: Published<Needed>): FactoryProvider<Relay> {
  const { deciders, inject = [], toFacts } = published;
  return {
    provide: Relay,
    inject: [EventLog, Bus, LOGGER, ...inject],
    useFactory: (log: EventLog, bus: Bus, logger: Logger, ...needed: unknown[]) => {
      const relay = new Relay({
        log,
        sink: new FactPublisher(bus),
        deciders,
        toFacts: toFacts(...(needed as unknown as Needed)),
        hooks: {
          published: (_lane, events) => metrics.relayPublished.inc(events),
          failed: (failure) => logger.warn({ err: failure }, 'The relay pauses.'),
        },
      });
      // What we append to a lane that another instance publishes, it hears of at once and not at its next poll.
      log.onCommit((lanes) => {
        if (lanes.some((lane) => !relay.lanes.has(lane))) hint(bus, log.schema);
      });
      onHint(bus, log.schema, () => relay.nudge());
      metrics.consumerWaiting.ask(async () => {
        const listeners = await factListeners(bus);
        return listeners.map(({ durable, waiting, inHand }) => {
          return { labels: { consumer: durable }, value: waiting + inHand };
        });
      });
      return relay;
    },
  };
}
