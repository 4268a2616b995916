import { Bus, FactConsumer, factsOfCategory, type DeadLetter } from '@tidemark/messaging';
import { Database, LOGGER, metrics, type Logger } from '@tidemark/service-kit';
import type { FactoryProvider } from '@nestjs/common';
import { CatchUp } from './catch-up';
import { PUT_FACT_ASIDE } from './sql';
import { toldEvent } from '@tidemark/projections';

/** Under which name the facts of a category are listened to. */
export const durableOf = (category: string): string => `daily-stats-${category}`;

/** Listens to what happens to timers. */
export class TimerFacts extends FactConsumer {}
/** Listens to what happens to work clocks. */
export class ClockFacts extends FactConsumer {}
/** Listens to what happens to days. */
export class DayFacts extends FactConsumer {}

export const timerFacts = listening(TimerFacts, 'timer');
export const clockFacts = listening(ClockFacts, 'clock');
export const dayFacts = listening(DayFacts, 'day');

function listening(Consumer: typeof FactConsumer, category: string): FactoryProvider<FactConsumer> {
  const durable = durableOf(category);
  return {
    provide: Consumer,
    inject: [Bus, CatchUp, Database, LOGGER],
    useFactory: (bus: Bus, catchUp: CatchUp, database: Database, logger: Logger) =>
      new Consumer({
        bus,
        durable,
        filter: factsOfCategory(category),
        apply: (fact) => catchUp.enter(toldEvent(fact)),
        deadLetter: async (letter) => {
          const { subject, streamSequence, error } = letter;
          logger.error({ err: error, subject, streamSequence }, 'A fact could not be applied and was put aside.');
          metrics.factsPutAside.inc({ consumer: durable });
          await putAside(database, durable, letter);
        },
        interrupted: (failure) => logger.warn({ err: failure, durable }, 'Listening to facts begins anew.'),
      }),
  };
}

/** Keeps a fact that could not be applied, for somebody to look at. */
export async function putAside(database: Database, durable: string, letter: DeadLetter): Promise<void> {
  const { subject, body, streamSequence, tries, error } = letter;
  const reason = error instanceof Error ? error.message : String(error);
  await database.query(PUT_FACT_ASIDE, [durable, streamSequence, subject, body, tries, reason]);
}
