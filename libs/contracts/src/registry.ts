import type { StreamContract } from './contract';
import { dayContract } from './day.contract';
import { draftContract } from './draft.contract';
import { progressContract } from './progress.contract';
import { sessionContract } from './session.contract';
import { stateContract } from './state.contract';
import { statsContract } from './stats.contract';
import { timerContract } from './timer.contract';
import { KEYS_MAX, keysMaxOf } from './untrusted';

/** Every stream the outside may speak to; gateway, responders and documents read this list and nothing else. */
export const registry: readonly StreamContract[] = [
  timerContract,
  sessionContract,
  dayContract,
  progressContract,
  draftContract,
  statsContract,
  stateContract,
];

const keysMax = new Map<unknown, number>(
  registry.flatMap(({ commands }) => commands.map(({ name, body }) => [name, keysMaxOf(body)])),
);

/** How many keys the body of a command may have before anybody has looked at it. */
export function keysMaxOfCommand(name: unknown): number {
  return keysMax.get(name) ?? KEYS_MAX;
}
