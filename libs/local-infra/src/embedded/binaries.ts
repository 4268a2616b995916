import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const POSTGRES_HOME = '/usr/lib/postgresql';
const SYSTEM_DIRS = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin'];

/** The programs behind an embedded stack. */
export const SERVER_PROGRAMS = ['postgres', 'nats-server', 'redis-server'] as const;
/** The name of one of them. */
export type ServerProgram = (typeof SERVER_PROGRAMS)[number];

/** The full path of a program on this machine, or undefined. */
export function findBinary(program: string): string | undefined {
  return searchPath()
    .concat(postgresDirs())
    .map((dir) => join(dir, program))
    .find(isExecutable);
}

/** Like findBinary, for a program that has been made sure of before. */
export function binary(program: string): string {
  const found = findBinary(program);
  if (!found) throw new Error(`The program ${program} is not on this machine.`);
  return found;
}

function searchPath(): string[] {
  const path = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return [...path, ...SYSTEM_DIRS];
}

/** Debian keeps Postgres' own programs outside the PATH, one folder per major version; the newest goes first. */
function postgresDirs(): string[] {
  try {
    const majors = readdirSync(POSTGRES_HOME).sort((a, b) => Number(b) - Number(a));
    return majors.map((major) => join(POSTGRES_HOME, major, 'bin'));
  } catch {
    return [];
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
