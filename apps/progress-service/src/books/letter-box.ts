import { Database, FactLetterBox, showLetters, type ApplyFact } from '@tidemark/service-kit';
import type { FactoryProvider } from '@nestjs/common';
import { CatchUp } from './catch-up';
import { durableOf } from './fact.consumers';
import { FIND_ASIDE, REMOVE_ASIDE } from './sql';
import { toldEvent } from '@tidemark/projections';

const CATEGORIES = ['timer', 'clock', 'day'];

/** Facts that could not be entered into the books. */
export const letterBox: FactoryProvider<FactLetterBox> = {
  provide: FactLetterBox,
  inject: [Database, CatchUp],
  useFactory: (database: Database, catchUp: CatchUp) => {
    showLetters(database, 'progress', 'facts_put_aside');
    const enter: ApplyFact = (fact) => catchUp.enter(toldEvent(fact));
    const consumers = new Map(CATEGORIES.map((category) => [durableOf(category), enter]));
    return new FactLetterBox(database, { find: FIND_ASIDE, remove: REMOVE_ASIDE }, consumers);
  },
};
