import { testInfra, until, type TestInfra } from '@tidemark/local-infra';
import { Pool, type PoolClient } from 'pg';
import { LaneLeader } from './lane-leader';

const WANTED = { postgres: true } as const;

/** Lends connections that break before anything can be said through them, as they do when the server is killed. */
class BreakingPool extends Pool {
  override async connect(): Promise<PoolClient>;
  override async connect(callback?: unknown): Promise<PoolClient> {
    if (callback) throw new Error('Only promises are used here');
    const client = await super.connect();
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    return client;
  }
}

describe('the leader of lanes', () => {
  let infra: TestInfra<typeof WANTED>;
  beforeAll(async () => {
    infra = await testInfra(WANTED);
  }, 60_000);
  afterAll(() => infra.close(), 60_000);

  it('gives back a connection that broke before it was of use, so that a service can end [F-14]', async () => {
    const pool = new BreakingPool({ connectionString: infra.postgres.url });
    const leader = new LaneLeader(pool, 'toy');
    await expect(leader.contend('relay')).rejects.toThrow();
    await until('nothing is lent any more', () => pool.totalCount === 0);
    await pool.end();
  });
});
