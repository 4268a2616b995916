import { fold, type AnyEvent } from '../decider';
import { defaultSettings } from '../settings';
import { timer } from '../timer';
import type { Timer, TimerCommand, TimerEvent } from '../timer-words';
import { schemaVersionOf, upcast } from '../upcasts';
import { fromIso, fromWire, toWire } from '../wire';

/** What is to be recorded: commands in the order in which they are decided, instants as ISO strings. */
export interface Story {
  readonly title: string;
  readonly commands: readonly (object & { readonly type: string; readonly at: string })[];
}

/** A stream as it was stored on the day it was recorded, and the state it folded to. Never edited afterwards. */
export interface History {
  readonly title: string;
  readonly category: string;
  readonly events: readonly { readonly type: string; readonly schemaVersion: number; readonly data: object }[];
  readonly finalState: object;
}

/** Lets today's decider live through a story. */
export function recorded({ title, commands }: Story): History {
  let state = timer.initial;
  const events: TimerEvent[] = [];
  for (const told of commands) {
    const at = fromIso(told.at);
    const command = { receivedAt: at, settings: defaultSettings, ...fromWire(told), at };
    const decided = timer.decide(state, command as unknown as TimerCommand);
    events.push(...decided);
    state = fold(timer, state, decided);
  }
  const stored = events.map(({ type, data }) => ({ type, schemaVersion: schemaVersionOf(type), data: toWire(data) }));
  return { title, category: timer.category, events: stored, finalState: toWire(state) };
}

/** The state that a history folds to today, as it goes over the wire. */
export function finalStateOf({ events }: Pick<History, 'events'>): object {
  const today = events.map(({ type, schemaVersion, data }) => upcast(type, schemaVersion, fromWire(data)) as AnyEvent);
  return toWire(fold(timer, timer.initial, today as TimerEvent[]) satisfies Timer);
}
