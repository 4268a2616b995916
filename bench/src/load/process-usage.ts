import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const KB = 1_024;
const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK']));
/** In /proc/<pid>/stat, counted from behind the command's name. */
const USER_TICKS = 11;
const SYSTEM_TICKS = 12;
const ENDED_USER_TICKS = 13;
const ENDED_SYSTEM_TICKS = 14;

/** The memory that a process holds, in bytes. */
export function residentBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * KB;
}

/** The seconds of a core that a process has used since it started. */
export function cpuSeconds(pid: number): number {
  return secondsOf(pid, [USER_TICKS, SYSTEM_TICKS]);
}

/** The same of a server with all of its children, those that have ended included. */
export function cpuSecondsOfFamily(pid: number): number {
  const ended = secondsOf(pid, [ENDED_USER_TICKS, ENDED_SYSTEM_TICKS]);
  return familyOf(pid).reduce((sum, member) => sum + cpuSeconds(member), ended);
}

/** A process and all of its children, such as Postgres with its backends. */
export function familyOf(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return [pid, ...children.split(' ').filter(Boolean).map(Number)];
}

function secondsOf(pid: number, places: readonly number[]): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return places.reduce((sum, place) => sum + Number(fields[place]), 0) / TICKS_PER_SECOND;
}
