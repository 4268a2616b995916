import { testInfra, type TestInfra } from '@tidemark/local-infra';
import type { Projection } from '../projection/projection';
import { ProjectionRunner } from '../projection/projection-runner';
import { rebuild } from './rebuild';
import { installTally, tally } from '../testing/tally';
import { SCHEMA, asOwner, installLog, startProcess, type Process } from '../testing/toy-log';

const WANTED = { postgres: true } as const;

describe('rebuilding a projection', () => {
  let infra: TestInfra<typeof WANTED>;
  let process: Process;
  let runner: ProjectionRunner;
  const users = Array.from({ length: 50 }, (_, index) => `user-${index}`);
  const countAll = () => Promise.all(users.map((user) => process.count(user)));

  beforeAll(async () => {
    infra = await testInfra(WANTED);
    await installLog(infra.postgres.url);
    await asOwner(infra.postgres.url, installTally);
    process = await startProcess(infra.postgres.url);
    runner = new ProjectionRunner(process.log, tally);
    await runner.start();
  }, 60_000);
  afterAll(async () => {
    await runner.stop();
    await process.close();
    await infra.close();
  }, 60_000);

  const shape = () =>
    asOwner(infra.postgres.url, async (owner) => {
      const { rows } = await owner.query(`
        SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = '${SCHEMA}' AND tablename = 'tallies'
        UNION ALL
        SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'tallies'::regclass
        UNION ALL
        SELECT 'grants', relacl::text FROM pg_class WHERE oid = 'tallies'::regclass
        ORDER BY 1, 2`);
      return rows as unknown[];
    });
  const tallies = async () => {
    const { rows } = await process.log.pool.query<{ user_id: string; events: number }>('SELECT * FROM tallies');
    return new Map(rows.map(({ user_id, events }) => [user_id, events]));
  };
  const expectAll = async (events: number) => {
    for (const [lane, position] of await process.log.positions()) {
      expect(await runner.reached(lane, position, 5_000)).toBe(true);
    }
    expect(await tallies()).toEqual(new Map(users.map((user) => [user, events])));
  };

  it('makes it whole again while it is written to, under the same names and rights [I-07, F-50]', async () => {
    await countAll();
    await countAll();
    await expectAll(2);
    const before = await shape();
    await asOwner(infra.postgres.url, async (owner) => {
      await owner.query('UPDATE tallies SET events = 99');
      const rebuilding = rebuild({ owner, schema: SCHEMA }, tally);
      await countAll();
      await rebuilding;
    });
    await countAll();
    await expectAll(4);
    expect(await shape()).toEqual(before);
  }, 30_000);

  it('goes on where it was when it was killed', async () => {
    const applied: number[] = [];
    const counting = (dies: boolean): Projection => ({
      ...tally,
      async apply(events, client) {
        await tally.apply(events, client);
        applied.push(events.length);
        if (dies && applied.length === 3) throw new Error('Killed');
      },
    });
    await asOwner(infra.postgres.url, async (owner) => {
      await expect(rebuild({ owner, schema: SCHEMA }, counting(true))).rejects.toThrow('Killed');
    });
    await expectAll(4);
    await asOwner(infra.postgres.url, (owner) => rebuild({ owner, schema: SCHEMA }, counting(false)));
    await countAll();
    await expectAll(5);
  }, 30_000);

  it('shows the live rows until the swap', async () => {
    const seen: ReadonlyMap<string, number>[] = [];
    const looking: Projection = {
      ...tally,
      async apply(events, client) {
        await tally.apply(events, client);
        seen.push(await tallies());
      },
    };
    await asOwner(infra.postgres.url, (owner) => rebuild({ owner, schema: SCHEMA }, looking));
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every((rows) => rows.size === users.length && rows.get('user-0') === 5)).toBe(true);
  }, 30_000);
});
