import { timer } from '../timer/timer';
import type { TimerEvent } from '../timer/timer-words';
import { Breach } from './breach';
import { Service } from './service';
import { Store, type TimerDecider } from './store';
import { simulate, soundParts, type Parts } from './world';

/** A bug that needs more worlds than this to be seen would be seen too late. */
const SEEDS_MAX = 60;
const STEPS = 300;

const sound = timer as TimerDecider;

/** A timer whose facts are bent before they are written. */
function telling(bend: (event: TimerEvent, now: number) => TimerEvent): Partial<Parts> {
  const decide: TimerDecider['decide'] = (state, command) =>
    sound.decide(state, command).map((event) => bend(event, command.receivedAt));
  return { decider: { ...sound, decide } };
}

const planted: Readonly<Record<string, Partial<Parts>>> = {
  'command keys are not looked at': {
    newStore: (decider) =>
      new (class extends Store {
        protected override firstAnswer() {
          return undefined;
        }
      })(decider),
  },
  'versions are not compared': {
    newStore: (decider) =>
      new (class extends Store {
        protected override isCurrent() {
          return true;
        }
      })(decider),
  },
  'reads come from what an instance remembers': {
    newService: (shared) =>
      new (class extends Service {
        override *read() {
          yield 'read' as const;
          return this.remembered ?? shared.store.head;
        }
      })(shared),
  },
  'a completion is dated to the wake': telling((event, now) =>
    event.type === 'SessionCompleted' ? { ...event, data: { ...event.data, completedAt: now } } : event,
  ),
  'a pause gains a millisecond': telling((event) =>
    event.type === 'SessionPaused'
      ? { ...event, data: { ...event.data, remainingMs: event.data.remainingMs + 1 } }
      : event,
  ),
  'a wake does not look at the deadline': {
    decider: {
      ...sound,
      decide: (state, command) =>
        command.type === 'WakeTimer' && state.status === 'running'
          ? sound.decide({ ...state, endsAt: state.changedAt }, { ...command, at: state.changedAt })
          : sound.decide(state, command),
    },
  },
  'a session may start while one is under way': {
    decider: {
      ...sound,
      decide: (state, command) =>
        command.type === 'StartSession' ? sound.decide(sound.initial, command) : sound.decide(state, command),
    },
  },
  'a pause forgets when it was': {
    decider: {
      ...sound,
      evolve(state, event) {
        const next = sound.evolve(state, event);
        return event.type === 'SessionPaused' && next.status === 'paused'
          ? { ...next, changedAt: next.startedAt, lastCommandAt: next.startedAt }
          : next;
      },
    },
  },
  'commands are decided though the deadline has passed': { decider: { ...sound, endsAt: () => null } },
  'rounds are not counted': {
    decider: {
      ...sound,
      evolve: (state, event) => Object.assign(sound.evolve(state, event), { roundsDone: state.roundsDone }),
    },
  },
};

describe('the simulation turns red when', () => {
  it.each(Object.entries(planted))('%s', (_, bug) => {
    const parts = { ...soundParts, ...bug };
    const run = () => {
      for (let seed = 1; seed <= SEEDS_MAX; seed += 1) simulate(seed, STEPS, parts);
    };
    expect(run).toThrow(Breach);
  });
});
