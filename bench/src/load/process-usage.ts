import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const KB = 1_024;
const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK']));
/** In /proc/<pid>/stat, counted from behind the command's name. */
const USER_TICKS = 11;
const SYSTEM_TICKS = 12;

/** The memory that a process holds, in bytes. */
export function residentBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * KB;
}

/** The seconds of a core that a process has used since it started. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS])) / TICKS_PER_SECOND;
}

/** A process and all of its children, such as Postgres with its backends. */
export function familyOf(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return [pid, ...children.split(' ').filter(Boolean).map(Number)];
}
