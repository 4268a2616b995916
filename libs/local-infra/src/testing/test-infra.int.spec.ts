import { Client } from 'pg';

import { natsAnswers, redisAnswers } from '../embedded/answers';
import { freshDatabase } from './fresh-database';
import { testInfra, type TestInfra } from './test-infra';

const WANTED = { postgres: true, nats: true, redis: true } as const;

describe('the servers of a spec', () => {
  let infra: TestInfra<typeof WANTED>;

  beforeAll(async () => {
    infra = await testInfra(WANTED);
  }, 120_000);
  afterAll(() => infra.close(), 60_000);

  const query = async (sql: string, url = infra.postgres.url) => {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query(sql)).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  };

  it('are of the three kinds', () => {
    expect([infra.postgres.url, infra.nats.url, infra.redis.url]).toEqual([
      expect.stringMatching(/^postgres:/),
      expect.stringMatching(/^nats:/),
      expect.stringMatching(/^redis:/),
    ]);
  });

  it('come back on the same address with the same data after a kill', async () => {
    await query('CREATE TABLE kept (id int)');
    await query('INSERT INTO kept VALUES (7)');
    const before = infra.postgres.url;

    await infra.postgres.kill();
    await expect(query('SELECT 1')).rejects.toThrow();
    await infra.postgres.start();

    expect(infra.postgres.url).toBe(before);
    expect(await query('SELECT id FROM kept')).toEqual([{ id: 7 }]);
  }, 60_000);

  it('answer nothing while they are frozen, and go on when they are thawed', async () => {
    const port = Number(new URL(infra.redis.url).port);

    await infra.redis.freeze();
    expect(await redisAnswers(port)).toBe(false);
    await infra.redis.thaw();
    expect(await redisAnswers(port)).toBe(true);
  });

  it('that were stopped can be started, and started ones be started again', async () => {
    await infra.nats.stop();
    await infra.nats.stop();
    await infra.nats.start();
    await infra.nats.start();

    expect(await natsAnswers(Number(new URL(infra.nats.url).port))).toBe(true);
  });

  it('begin with nothing after a wipe', async () => {
    await query('CREATE TABLE gone (id int)');

    await infra.postgres.wipe();
    await infra.postgres.start();

    expect(await query(`SELECT to_regclass('gone') AS found`)).toEqual([{ found: null }]);
  }, 60_000);

  it('lend a database to each who asks', async () => {
    const [one, other] = await Promise.all([freshDatabase(infra.postgres.url), freshDatabase(infra.postgres.url)]);
    await query('CREATE TABLE mine (id int)', one.url);

    expect(await query(`SELECT to_regclass('mine') AS found`, other.url)).toEqual([{ found: null }]);

    await Promise.all([one.drop(), other.drop()]);
    await expect(query('SELECT 1', one.url)).rejects.toThrow(/does not exist/);
  });
});
