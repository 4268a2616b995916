import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { commandLine, endProcess, isAlive } from '../processes';

/** One process as the run file remembers it; its command line tells it from a later bearer of its number. */
interface RunningProcess {
  readonly name: string;
  readonly pid: number;
  readonly commandLine: string;
  readonly url?: string;
}

/** What `.tidemark/run.json` says about the stack that runs on this data. */
export interface Run {
  readonly address: string;
  readonly owner: RunningProcess;
  readonly services: readonly RunningProcess[];
  readonly postgresUrl: string;
  readonly natsUrl: string;
  readonly redisUrl: string;
}

/** Describes a living process for the run file. */
export function runningProcess(name: string, pid: number, url?: string): RunningProcess {
  return { name, pid, commandLine: commandLine(pid), ...(url ? { url } : {}) };
}

/** Makes the data folder ours: refuses when another stack runs on it, ends what a killed one left behind. */
export async function takeOver(dataDir: string): Promise<void> {
  const run = readRun(dataDir);
  if (!run) return;
  if (stillRuns(run.owner)) {
    throw new Error(`Tidemark already runs from this folder at ${run.address} (process ${run.owner.pid}).`);
  }
  // Their servers died with their owner, so there is nothing left that they could bring to a good end.
  await Promise.all(run.services.filter(stillRuns).map((service) => endProcess(service.pid, 'SIGKILL')));
  forgetRun(dataDir);
}

/** Says to whoever looks what runs here. */
export function writeRun(dataDir: string, run: Run): void {
  writeFileSync(fileIn(dataDir), `${JSON.stringify(run, null, 2)}\n`);
}

/** Nothing runs here any more. */
export function forgetRun(dataDir: string): void {
  rmSync(fileIn(dataDir), { force: true });
}

function readRun(dataDir: string): Run | undefined {
  const file = fileIn(dataDir);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Run) : undefined;
}

function stillRuns(process: RunningProcess): boolean {
  return isAlive(process.pid) && commandLine(process.pid) === process.commandLine;
}

const fileIn = (dataDir: string) => join(dataDir, 'run.json');
