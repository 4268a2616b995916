import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { SupervisedProcess } from './supervised-process';

const DEAF = `process.on('SIGTERM', () => undefined); console.log('deaf'); setInterval(() => undefined, 1000)`;

describe('a supervised process', () => {
  it('that does not obey is killed', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'tidemark-deaf-'));
    const logFile = join(dir, 'deaf.log');
    const said: string[] = [];
    const plan = {
      name: 'deaf',
      command: [process.execPath, '-e', DEAF],
      environment: process.env,
      logFile,
      isReady: async () => readFileSync(logFile, 'utf8').includes('deaf'),
    };
    const deaf = new SupervisedProcess(plan, { say: (line) => said.push(line), now: Date.now, wait: async () => {} });
    await deaf.start();

    await deaf.stop();

    expect([deaf.pid, said]).toEqual([undefined, ['deaf did not end in time and is killed.']]);
    rmSync(dir, { recursive: true });
  }, 30_000);
});
