import { existsSync, lstatSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Redis } from 'ioredis';
import { Client } from 'pg';

import { backOffMs } from '../back-off';
import { freePort } from '../free-port';
import type { Server, ServerPlace } from '../server';
import { askJetStream } from '../testing/jet-stream';
import { until } from '../until';
import { redisAnswers } from './answers';
import { startNats } from './nats-server';
import { startPostgres } from './postgres-server';
import { startRedis } from './redis-server';

// mkdtemp makes a folder that only its owner may enter, as the home of root is: the hard case for Postgres.
const dir = mkdtempSync(join(tmpdir(), 'tidemark-embedded-'));
const durable = (name: string): ServerPlace => ({ dataDir: join(dir, name), durable: true });
const started: Server[] = [];

async function keep(starting: Promise<Server>): Promise<Server> {
  const server = await starting;
  started.push(server);
  return server;
}

afterAll(async () => {
  await Promise.all(started.map((server) => server.wipe()));
  rmSync(dir, { recursive: true, force: true });
}, 60_000);

describe('an embedded Postgres', () => {
  const query = async (url: string, sql: string) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<Record<string, unknown>>(sql);
    await client.end();
    return rows;
  };

  it('is found again with its data by a later start', async () => {
    const first = await keep(startPostgres(durable('postgres')));
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS id');
    await first.stop();

    const second = await keep(startPostgres(durable('postgres')));

    expect(await query(second.url, 'SELECT id FROM kept')).toEqual([{ id: 7 }]);
    await second.stop();
  }, 60_000);

  it('lives where its user may go, and leaves no trace there when it is wiped', async () => {
    const { dataDir } = durable('closed');
    const postgres = await keep(startPostgres(durable('closed')));
    const realDir = realpathSync(dataDir);
    expect(lstatSync(dataDir).isSymbolicLink()).toBe(process.getuid?.() === 0);

    await postgres.wipe();

    expect([existsSync(realDir), existsSync(dataDir)]).toEqual([false, false]);
  }, 60_000);

  it('starts after a kill, whoever has its old process number now', async () => {
    const postgres = await keep(startPostgres(durable('postgres')));
    await query(postgres.url, 'CREATE TABLE survived (id int)');

    await postgres.kill();
    await postgres.start();

    expect(await query(postgres.url, `SELECT to_regclass('survived')::text AS found`)).toEqual([{ found: 'survived' }]);
    await postgres.stop();
  }, 60_000);
});

describe('an embedded NATS', () => {
  const stream = JSON.stringify({ name: 'KEPT', subjects: ['kept.>'], storage: 'file' });
  const names = async (nats: Server) => (await askJetStream(nats.url, 'STREAM.NAMES'))['streams'] ?? [];

  it('keeps its streams over a kill, and has none after its store is wiped', async () => {
    const nats = await keep(startNats(durable('nats')));
    await askJetStream(nats.url, 'STREAM.CREATE.KEPT', stream);

    await nats.kill();
    await nats.start();
    expect(await names(nats)).toEqual(['KEPT']);

    await nats.wipe();
    await nats.start();
    expect(await names(nats)).toEqual([]);
  }, 60_000);
});

describe('an embedded Redis', () => {
  it('keeps its keys over a polite stop', async () => {
    const redis = await keep(startRedis(durable('redis')));
    const write = new Redis(redis.url);
    await write.set('kept', '7');
    await write.quit();

    await redis.stop();
    await redis.start();

    const read = new Redis(redis.url);
    expect(await read.get('kept')).toBe('7');
    await read.quit();
  }, 60_000);

  it('comes back by itself after a crash, and stays down once it was stopped', async () => {
    const port = await freePort();
    const said: string[] = [];
    const redis = await keep(startRedis({ ...durable('crashed'), port, say: (line) => said.push(line) }));

    process.kill(redis.pid ?? 0, 'SIGKILL');
    await until('Redis has ended', () => redis.pid === undefined);
    await until('Redis is there again', () => redisAnswers(port));
    expect(said).toEqual([
      expect.stringMatching(/^Redis ended with SIGKILL; next try in \d+ ms \(see .*crashed\.log\)\.$/),
    ]);

    process.kill(redis.pid ?? 0, 'SIGKILL');
    await until('Redis has ended again', () => redis.pid === undefined);
    await redis.stop();
    await expect(until('it is back', () => redis.pid !== undefined, 2 * backOffMs(1))).rejects.toThrow();
  }, 60_000);

  it('answers nothing while it is frozen', async () => {
    const port = await freePort();
    const redis = await keep(startRedis({ ...durable('frozen'), port }));

    await redis.freeze();
    expect(await redisAnswers(port)).toBe(false);
    await redis.thaw();
    expect(await redisAnswers(port)).toBe(true);
  }, 60_000);

  it('says so when its port is taken', async () => {
    const port = await freePort();
    const holder = createServer().listen(port, '127.0.0.1');

    await expect(startRedis({ ...durable('late'), port })).rejects.toThrow(/Redis did not start[\s\S]*in use/);
    holder.close();
  }, 60_000);
});
