import { execFile } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

import { binary } from '@tidemark/local-infra';

const run = promisify(execFile);

const LOOK_MS = 1_000;

/** How much of the cores others use while we do nothing: whoever reads a figure should know. */
export async function busyPercent(): Promise<number> {
  const before = cpuTimes();
  await pause(LOOK_MS);
  const after = cpuTimes();
  return Math.round((1 - (after.idle - before.idle) / (after.all - before.all)) * 100);
}

/** When and on what something was measured, in one line. */
export async function machine(busyBefore: number): Promise<string> {
  const [postgres, nats] = await Promise.all([
    run(binary('postgres'), ['--version']),
    run(binary('nats-server'), ['--version']),
  ]);
  const version = (text: string) => /\d+(\.\d+)+/.exec(text)?.[0] ?? 'unknown';
  const memoryGb = Math.round(totalmem() / 2 ** 30);
  return [
    `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    `${cpus().length} cores, ${memoryGb} GB`,
    `Node ${process.versions.node}`,
    `Postgres ${version(postgres.stdout)} with fsync`,
    `NATS ${version(nats.stdout)}`,
    `${busyBefore} % of the cores busy with other things:`,
  ].join(', ');
}

function cpuTimes(): { idle: number; all: number } {
  const times = cpus().map((core) => core.times);
  const idle = times.reduce((sum, time) => sum + time.idle, 0);
  return { idle, all: times.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0) };
}
