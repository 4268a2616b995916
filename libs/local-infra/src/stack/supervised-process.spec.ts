import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { isAlive } from '../processes';
import { SupervisedProcess } from './supervised-process';

const LIVES_ON = 'setInterval(() => undefined, 1000)';
const ENDS_AT_ONCE = 'process.exit(3)';

describe('a supervised process', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tidemark-supervised-'));
  const pauses: number[] = [];
  const said: string[] = [];
  let clock = 0;
  let supervised: SupervisedProcess;

  const supervise = (script: string, isReady = async () => true) => {
    pauses.length = said.length = clock = 0;
    supervised = new SupervisedProcess(
      {
        name: 'sample',
        command: [process.execPath, '-e', script],
        environment: process.env,
        logFile: join(dir, 'sample.log'),
        isReady,
      },
      { say: (line) => said.push(line), now: () => clock, wait: async (durationMs) => void pauses.push(durationMs) },
    );
    return supervised;
  };

  afterEach(() => supervised.stop(), 20_000);
  afterAll(() => rmSync(dir, { recursive: true }));

  it('is started again after a crash', async () => {
    const sample = supervise(LIVES_ON);
    await sample.start();
    const first = sample.pid;

    await sample.kill();
    await sample.ready();

    expect(sample.pid).not.toBe(first);
    expect(said).toEqual([expect.stringContaining('sample ended with SIGKILL; next try in 500 ms')]);
  });

  it('is given more and more time when it keeps crashing, up to ten seconds', async () => {
    const sample = supervise(LIVES_ON);
    await sample.start();
    for (let crash = 1; crash <= 7; crash++) {
      await sample.kill();
      await sample.ready();
    }
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
  });

  it('is forgiven earlier crashes once it has run for a while', async () => {
    const sample = supervise(LIVES_ON);
    await sample.start();
    await sample.kill();
    await sample.ready();
    clock = 60_000;
    await sample.kill();
    await sample.ready();

    expect(pauses).toEqual([500, 500]);
  });

  it('that never comes up is given up, and its last words are passed on', async () => {
    const sample = supervise(`console.error('no such setting'); ${ENDS_AT_ONCE}`, async () => false);

    await expect(sample.start()).rejects.toThrow(/sample does not start\.\s+no such setting/);
  });

  it('stays down when it was stopped', async () => {
    const sample = supervise(LIVES_ON);
    await sample.start();
    const pid = sample.pid ?? 0;

    await sample.stop();

    expect([isAlive(pid), sample.pid, pauses]).toEqual([false, undefined, []]);
  });

  it('that is frozen can be stopped all the same', async () => {
    const sample = supervise(LIVES_ON);
    await sample.start();
    const pid = sample.pid ?? 0;

    sample.freeze();
    await sample.stop();

    expect(isAlive(pid)).toBe(false);
  });
});
