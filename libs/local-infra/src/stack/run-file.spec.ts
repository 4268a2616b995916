import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { isAlive } from '../processes';
import { until } from '../until';
import { type Run, runningProcess, takeOver, writeRun } from './run-file';

const LIVES_ON = ['-e', 'setInterval(() => undefined, 1000)'];
const DEAD = { name: 'dead', pid: 2 ** 22 - 1, commandLine: 'of a process that is gone' };

describe('taking over a data folder', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tidemark-run-'));
  const bystander = spawn(process.execPath, LIVES_ON);
  const pid = bystander.pid ?? 0;
  const run: Run = {
    address: 'http://localhost:4280',
    owner: DEAD,
    services: [],
    postgresUrl: 'postgres://127.0.0.1:1/tidemark',
    natsUrl: 'nats://127.0.0.1:2',
    redisUrl: 'redis://127.0.0.1:3',
  };

  beforeAll(() =>
    until('the bystander runs its own program', () => runningProcess('x', pid).commandLine.includes('-e')),
  );
  afterAll(() => {
    bystander.kill('SIGKILL');
    rmSync(dir, { recursive: true });
  });

  it('is free for the first', () => expect(takeOver(dir)).resolves.toBeUndefined());

  it('is refused while another stack runs on it', async () => {
    writeRun(dir, { ...run, owner: runningProcess('stack', process.pid) });

    await expect(takeOver(dir)).rejects.toThrow(/already runs from this folder at http:\/\/localhost:4280/);
  });

  it('leaves a process alone that only has the number of an old service', async () => {
    writeRun(dir, { ...run, services: [{ name: 'gateway', pid, commandLine: 'node gateway' }] });

    await takeOver(dir);

    expect([isAlive(pid), existsSync(join(dir, 'run.json'))]).toEqual([true, false]);
  });

  it('ends the services that a killed stack left behind', async () => {
    writeRun(dir, { ...run, services: [runningProcess('gateway', pid)] });

    await takeOver(dir);

    expect(isAlive(pid)).toBe(false);
  });
});
