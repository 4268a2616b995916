import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { isAlive } from '../processes';
import { REPOSITORY } from '../stack/repository';
import { until } from '../until';
import { binary } from './binaries';
import { startRedis } from './redis-server';

const LIVES_ON = ['-e', 'setInterval(() => undefined, 1000)'];

describe('a server whose owner was killed', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tidemark-orphans-'));
  const place = (name: string) => ({ dataDir: join(dir, name), durable: true });

  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('does not outlive it', async () => {
    const { dataDir } = place('orphan');
    const script = `
      const { startRedis } = require(${JSON.stringify(join(__dirname, 'redis-server'))});
      startRedis({ dataDir: ${JSON.stringify(dataDir)}, durable: true }).then(() => console.log('started'));
    `;
    const owner = spawn(process.execPath, ['-r', '@swc-node/register', '-e', script], {
      cwd: REPOSITORY,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, SWCRC: 'true', NODE_OPTIONS: '--conditions=@tidemark/source' },
    });
    await Promise.race([once(owner.stdout, 'data'), once(owner, 'exit')]);
    const pid = Number(readFileSync(`${dataDir}.pid`, 'utf8'));
    expect(isAlive(pid)).toBe(true);

    owner.kill('SIGKILL');

    await until('the orphan has ended', () => !isAlive(pid));
  }, 60_000);

  it('is ended by the next start on its data, should it live on all the same', async () => {
    const { dataDir } = place('leftover');
    const first = await startRedis(place('leftover'));
    await first.stop();
    const leftover = spawn(binary('redis-server'), ['--port', '0', '--dir', dataDir, '--set-proc-title', 'no']);
    writeFileSync(`${dataDir}.pid`, String(leftover.pid));

    const second = await startRedis(place('leftover'));

    await until('the leftover has ended', () => leftover.exitCode !== null || leftover.signalCode !== null);
    await second.wipe();
  }, 60_000);

  it('is not confused with a stranger who has its process number now', async () => {
    const stranger = spawn(process.execPath, LIVES_ON);
    writeFileSync(`${place('stranger').dataDir}.pid`, String(stranger.pid));

    const redis = await startRedis(place('stranger'));

    expect(isAlive(stranger.pid ?? 0)).toBe(true);
    stranger.kill();
    await redis.wipe();
  }, 60_000);
});
