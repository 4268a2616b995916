import { readFileSync } from 'node:fs';

import { until } from './until';

const END_DEADLINE_MS = 10_000;

/** True while a process with this id exists and has not merely been left unburied. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return !/^State:\s+Z/m.test(read(`/proc/${pid}/status`));
}

/** The words with which a process was started; empty where the system does not tell. */
export function commandLine(pid: number): string {
  return read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
}

/** All children of a process, and theirs. */
export function descendants(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

/** Ends a process of ours that is not our child any more; by force when it does not obey. */
export async function endProcess(pid: number, signal: NodeJS.Signals): Promise<void> {
  process.kill(pid, signal);
  try {
    await until(`process ${pid} has ended`, () => !isAlive(pid), END_DEADLINE_MS);
  } catch {
    process.kill(pid, 'SIGKILL');
    await until(`process ${pid} is dead`, () => !isAlive(pid), END_DEADLINE_MS);
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
