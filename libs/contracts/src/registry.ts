import type { CommandContract, QueryContract, StreamContract } from './contract';
import { timerContract } from './timer.contract';

/** Every stream the outside may speak to; gateway, responders and documents read this list and nothing else. */
export const registry: readonly StreamContract[] = [timerContract];

export function commandNamed(name: string): CommandContract | undefined {
  return commands.get(name);
}

export function queryNamed(name: string): QueryContract | undefined {
  return queries.get(name);
}

const commands = new Map(registry.flatMap((stream) => stream.commands).map((c) => [c.name, c]));
const queries = new Map(registry.flatMap((stream) => stream.queries).map((q) => [q.name, q]));
