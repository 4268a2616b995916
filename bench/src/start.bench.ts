import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePort } from '@tidemark/local-infra';

import type { Bench } from './bench';
import { inTurn } from './report/rounds';

const START = join(__dirname, '../../tools/start.mjs');
const ADDRESS = /running at (\S+)/;
const START_MAX_MS = 60_000;
const SECONDS_MAX = 8;

/** Q10: from `npm start` to the first acknowledged command. */
export const start: Bench = {
  name: 'start',
  title: 'From npm start to the first acknowledged command [Q10]',

  async run(effort, say) {
    const folders: string[] = [];
    const freshFolder = () => {
      const folder = mkdtempSync(join(tmpdir(), 'tidemark-bench-'));
      chmodSync(folder, 0o755);
      folders.push(folder);
      return folder;
    };
    try {
      const seconds = await inTurn(
        effort,
        { first: () => startedIn(freshFolder()), again: () => startedIn(folders.at(-1)!) },
        say,
      );
      const row = (what: string, took: number) => ({
        what,
        ours: `${took.toFixed(1)} s`,
        target: `<= ${SECONDS_MAX} s`,
        met: took <= SECONDS_MAX,
      });
      return [row('the first time, with an empty data folder', seconds.first), row('again', seconds.again)];
    } finally {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function startedIn(dataDir: string): Promise<number> {
  const startedAt = performance.now();
  const port = String(await freePort());
  const child = spawn(process.execPath, [START], {
    env: { ...process.env, TIDEMARK_DATA_DIR: dataDir, TIDEMARK_PORT: port },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const tooLate = setTimeout(() => child.kill(), START_MAX_MS);
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let said = '';
      child.on('exit', () => reject(new Error(`It did not start.\n${said}`)));
      child.stdout.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        const found = ADDRESS.exec(said)?.[1];
        if (found) resolve(found);
      });
    });
    const guest = await post(`${address}/api/auth/guest`, {});
    await post(`${address}/api/timer/start`, {}, String(guest['accessToken']));
    return (performance.now() - startedAt) / 1_000;
  } finally {
    clearTimeout(tooLate);
    if (child.exitCode === null) {
      child.kill('SIGINT');
      await once(child, 'exit');
    }
  }
}

async function post(url: string, body: object, token?: string): Promise<Record<string, unknown>> {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}
