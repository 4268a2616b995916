import type { StreamContract } from './contract';
import { dayContract } from './day.contract';
import { sessionContract } from './session.contract';
import { stateContract } from './state.contract';
import { statsContract } from './stats.contract';
import { timerContract } from './timer.contract';

/** Every stream the outside may speak to; gateway, responders and documents read this list and nothing else. */
export const registry: readonly StreamContract[] = [
  timerContract,
  sessionContract,
  dayContract,
  statsContract,
  stateContract,
];
