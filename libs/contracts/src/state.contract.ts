import type { StreamContract } from './contract';
import { DayShown } from './day.contract';
import { Moment, Nested } from './fields';
import { SessionShown } from './session-shapes';
import { TimerShown } from './timer.contract';

/** Which moment to look back to. */
export class StateQueryDto {
  @Moment('Not in the future.') at!: string;
}

/** Everything as it stood then. */
export class StateShown {
  @Moment() at!: string;
  @Nested(() => TimerShown) timer!: TimerShown;
  @Nested(() => SessionShown) clock!: SessionShown;
  @Nested(() => DayShown) day!: DayShown;
}

/** Looking back: any moment of a person's days, folded from the events [X1]. */
export const stateContract: StreamContract = {
  category: 'state',
  revision: null,
  kinds: [],
  kindsOf: () => [],
  commands: [],
  queries: [
    {
      name: 'state/at',
      summary: 'Timer, work clock and day as they stood at a moment.',
      route: { method: 'get', path: '/api/state' },
      query: StateQueryDto,
      answer: StateShown,
    },
  ],
};
