import { Database, FactLetterBox } from '@tidemark/service-kit';
import type { FactoryProvider } from '@nestjs/common';
import { DURABLE, ResetFacts } from './resets/reset-facts';

const LETTERS = {
  find: `SELECT subject, body FROM dead_letters WHERE consumer = $1 AND stream_sequence = $2`,
  remove: `DELETE FROM dead_letters WHERE consumer = $1 AND stream_sequence = $2 AND subject = $3`,
};

/** Facts that the rows of `scheduled_tasks` could not be kept by. */
export const deadLetterBox: FactoryProvider<FactLetterBox> = {
  provide: FactLetterBox,
  inject: [Database, ResetFacts],
  useFactory: (database: Database, facts: ResetFacts) =>
    new FactLetterBox(database, LETTERS, new Map([[DURABLE, (fact) => facts.apply(fact)]])),
};
