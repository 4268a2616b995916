import { Rejection, unreachable, type CommandsOf, type Decider, type EventsOf, type Instant } from '@tidemark/domain';
import type { Context, StreamType } from '../deciding/stream-type';

interface CounterEvents {
  Counted: { by: number; countedAt: Instant };
  AlarmSet: { ringsAt: Instant };
  AlarmRang: { rangAt: Instant };
}
type CounterEvent = EventsOf<CounterEvents>;

interface CounterCommands {
  Count: { readonly by: number };
  SetAlarm: { readonly inMs: number };
  Ring: object;
}
type CounterCommand = CommandsOf<CounterCommands>;

interface Counter {
  readonly count: number;
  readonly rings: number;
  readonly ringsAt: Instant | null;
}

/** The highest count; one more is refused. */
export const COUNT_MAX = 1_000;

/** The smallest stream that has everything: events, a refusal, a no-op and a deadline. */
export const counter: Decider<Counter, CounterCommand, CounterEvent> = {
  category: 'counter',
  initial: { count: 0, rings: 0, ringsAt: null },
  decide(state, command) {
    switch (command.type) {
      case 'Count':
        if (state.count + command.by > COUNT_MAX) throw new Rejection('counter/full');
        return command.by === 0 ? [] : [{ type: 'Counted', data: { by: command.by, countedAt: command.at } }];
      case 'SetAlarm':
        return [{ type: 'AlarmSet', data: { ringsAt: command.at + command.inMs } }];
      case 'Ring':
        if (state.ringsAt === null || command.at < state.ringsAt) return [];
        return [{ type: 'AlarmRang', data: { rangAt: state.ringsAt } }];
      default:
        return unreachable(command);
    }
  },
  evolve(state, event) {
    switch (event.type) {
      case 'Counted':
        return { ...state, count: state.count + event.data.by };
      case 'AlarmSet':
        return { ...state, ringsAt: event.data.ringsAt };
      case 'AlarmRang':
        return { ...state, rings: state.rings + 1, ringsAt: null };
      default:
        return unreachable(event);
    }
  },
  dueAt: ({ ringsAt }) => ringsAt,
};

export const counters: StreamType<Counter, CounterCommand, CounterEvent, Context> = {
  decider: counter,
  contextOf: () => ({ lastSeenAt: 0 }),
  wake: ({ at, receivedAt }) => ({ type: 'Ring', at, receivedAt }),
};
