import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { startNats } from '@tidemark/local-infra';

import { sized, type Bench } from './bench';
import { cpuSeconds, residentBytes } from './load/process-usage';
import { StackUnderLoad } from './load/stack-under-load';
import { EchoPath } from './peers/echo-path';

const SOCKETS = 10_000;
const WARM_UP = 200;
const SETTLE_MS = 5_000;
const KB = 1_024;
const KB_MAX = 16;
const CONNECTING_AT_ONCE = 50;

interface Cost {
  readonly kilobytes: number;
  readonly microseconds: number;
}

/** Q8: what a socket costs that is connected, known and silent. */
export const sockets: Bench = {
  name: 'sockets',
  title: 'Idle sockets [Q8]',

  async run(effort, say) {
    const count = sized(effort, SOCKETS);
    const ours = await ourCost(count, say);
    const nest = await nestCost(count);
    say(`  Nest: ${nest.kilobytes.toFixed(1)} KB, ${nest.microseconds.toFixed(0)} us`);
    return [
      {
        what: `memory of one of ${count} sockets`,
        ours: `${ours.kilobytes.toFixed(1)} KB`,
        peer: `Nest's gateway as it comes, no users: ${nest.kilobytes.toFixed(1)} KB`,
        ratio: ours.kilobytes / nest.kilobytes,
        target: `<= ${KB_MAX} KB`,
        met: ours.kilobytes <= KB_MAX,
      },
      {
        what: 'processor time of a connection, token and snapshot included',
        ours: `${ours.microseconds.toFixed(0)} us`,
        peer: `Nest's gateway, neither: ${nest.microseconds.toFixed(0)} us`,
        ratio: ours.microseconds / nest.microseconds,
      },
    ];
  },
};

async function ourCost(count: number, say: (line: string) => void): Promise<Cost> {
  const stack = await StackUnderLoad.start(say);
  try {
    const pid = stack.pid('gateway');
    await stack.devices(Math.min(WARM_UP, count));
    return await costOf(pid, count, () => stack.devices(count));
  } finally {
    await stack.stop();
  }
}

async function nestCost(count: number): Promise<Cost> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tidemark-bench-'));
  const nats = await startNats({ dataDir, durable: true });
  const nest = await EchoPath.start('nest-echo', nats.url);
  try {
    await nest.sockets(Math.min(WARM_UP, count));
    return await costOf(nest.gateway.pid!, count, async () => {
      for (let made = 0; made < count; made += CONNECTING_AT_ONCE) await nest.sockets(CONNECTING_AT_ONCE);
    });
  } finally {
    nest.stop();
    await nats.wipe();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function costOf(pid: number, count: number, connect: () => Promise<unknown>): Promise<Cost> {
  await pause(SETTLE_MS);
  const [bytes, seconds] = [residentBytes(pid), cpuSeconds(pid)];
  await connect();
  const usedSeconds = cpuSeconds(pid) - seconds;
  await pause(SETTLE_MS);
  return { kilobytes: (residentBytes(pid) - bytes) / count / KB, microseconds: (usedSeconds / count) * 1e6 };
}
