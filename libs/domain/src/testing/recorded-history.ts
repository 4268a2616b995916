import { account } from '../account/account';
import { dayAt } from '../calendar/calendar';
import { day } from '../day/day';
import { lookedUp } from '../day/day-lookup';
import { defaultDayRule } from '../calendar/day-rule';
import type { Day, DayWish } from '../day/day-words';
import { fold, type AnyCommand, type AnyEvent, type Decider } from '../decider';
import { draft } from '../draft/draft';
import { program } from '../program/program';
import { defaultSettings } from '../timer/settings';
import { timer } from '../timer/timer';
import { schemaVersionOf, upcast } from '../upcasts';
import { fromIso, fromWire, toWire } from '../wire';
import { workClock } from '../clock/work-clock';

/** What is to be recorded: commands in the order in which they are decided, instants as ISO strings. */
export interface Story {
  readonly title: string;
  /** The kind of stream; `timer` unless told. */
  readonly category?: string;
  readonly commands: readonly (object & { readonly type: string; readonly at: string })[];
}

/** A stream as it was stored on the day it was recorded, and the state it folded to. Never edited afterwards. */
export interface History {
  readonly title: string;
  readonly category: string;
  readonly events: readonly { readonly type: string; readonly schemaVersion: number; readonly data: object }[];
  readonly finalState: object;
}

interface Kind {
  readonly decider: Decider<object, AnyCommand, AnyEvent>;
  /** A command with what it knows beside what the story tells. */
  complete(told: AnyCommand, state: object): AnyCommand;
}

const kinds: Readonly<Record<string, Kind>> = {
  timer: {
    decider: timer as unknown as Kind['decider'],
    complete: (told) => ({ settings: defaultSettings, ...told }),
  },
  day: {
    decider: day as unknown as Kind['decider'],
    // A story may tell frames of its own, as an older zone database would have given them.
    complete: (told, state) => ({
      ...lookedUp(state as Day, { deviceId: null, ...told } as DayWish, '2026a'),
      ...told,
    }),
  },
  clock: {
    decider: workClock as unknown as Kind['decider'],
    complete: (told) => ({ day: dayAt(told.at, defaultDayRule), ...told }),
  },
  draft: {
    decider: draft as unknown as Kind['decider'],
    complete: (told) => told,
  },
  account: {
    decider: account as unknown as Kind['decider'],
    complete: (told) => told,
  },
  program: {
    decider: program as unknown as Kind['decider'],
    complete: (told) => told,
  },
};

/** Lets today's decider live through a story. */
export function recorded({ title, category = 'timer', commands }: Story): History {
  const { decider, complete } = kindOf(category);
  let state = decider.initial;
  const events: AnyEvent[] = [];
  for (const told of commands) {
    const at = fromIso(told.at);
    const command = complete({ receivedAt: at, ...fromWire<object>(told), type: told.type, at }, state);
    const decided = decider.decide(state, command);
    events.push(...decided);
    state = fold(decider, state, decided);
  }
  const stored = events.map(({ type, data }) => ({ type, schemaVersion: schemaVersionOf(type), data: toWire(data) }));
  return { title, category, events: stored, finalState: toWire(state) };
}

/** The state that a history folds to today, as it goes over the wire. */
export function finalStateOf({ category, events }: Pick<History, 'category' | 'events'>): object {
  const { decider } = kindOf(category);
  const today = events.map(({ type, schemaVersion, data }) => upcast(type, schemaVersion, fromWire(data)));
  return toWire(fold(decider, decider.initial, today));
}

function kindOf(category: string): Kind {
  const kind = kinds[category];
  if (!kind) throw new Error(`There is no stream of the kind ${category}`);
  return kind;
}
