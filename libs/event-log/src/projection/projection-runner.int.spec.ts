import { testInfra, until, type TestInfra } from '@tidemark/local-infra';
import type { Projection } from './projection';
import { ProjectionRunner } from './projection-runner';
import { installTally, tally } from '../testing/tally';
import { asOwner, installLog, startProcess, type Process } from '../testing/toy-log';

const WANTED = { postgres: true } as const;

describe('a projection', () => {
  let infra: TestInfra<typeof WANTED>;
  let processes: readonly Process[];
  let runners: readonly ProjectionRunner[];

  beforeAll(async () => {
    infra = await testInfra(WANTED);
    await installLog(infra.postgres.url);
    await asOwner(infra.postgres.url, installTally);
    processes = await Promise.all([startProcess(infra.postgres.url), startProcess(infra.postgres.url)]);
    runners = processes.map(({ log }) => new ProjectionRunner(log, tally));
  }, 60_000);
  afterAll(async () => {
    await Promise.all(runners.map((runner) => runner.stop()));
    await Promise.all(processes.map((process) => process.close()));
    await infra.close();
  }, 60_000);

  const eventsOf = async (user: string) => {
    const { rows } = await processes[0]!.log.pool.query<{ events: number }>(
      'SELECT events FROM tallies WHERE user_id = $1',
      [user],
    );
    return rows[0]?.events ?? 0;
  };

  it('applies each event once, though two instances run it and began late [I-04, I-05]', async () => {
    const users = Array.from({ length: 40 }, (_, index) => `tallied-${index}`);
    const countAll = () => Promise.all(users.map((user, index) => processes[index % 2]!.count(user)));
    await countAll();
    await countAll();
    await Promise.all(runners.map((runner) => runner.start()));
    await countAll();
    for (const user of users) {
      const { lane, position } = (await processes[0]!.log.head(`counter-${user}`))!;
      expect(await runners[1]!.reached(lane, position, 5_000)).toBe(true);
      expect(await eventsOf(user)).toBe(3);
    }
  }, 30_000);

  it('lets a reader see what it wrote', async () => {
    for (let round = 1; round <= 5; round += 1) {
      const { position } = await processes[0]!.count('reader');
      expect(await runners[0]!.reached(processes[0]!.log.laneOf('reader'), position, 5_000)).toBe(true);
      expect(await eventsOf('reader')).toBe(round);
    }
  });

  it('says so when it does not get that far in time', async () => {
    expect(await runners[0]!.reached(0, Number.MAX_SAFE_INTEGER, 20)).toBe(false);
  });

  it('puts aside what cannot be applied, and goes on behind it [F-29]', async () => {
    const lane = processes[0]!.log.laneOf('poison');
    const behind = Array.from({ length: 200 }, (_, index) => `behind-${index}`).filter(
      (user) => processes[0]!.log.laneOf(user) === lane,
    );
    await Promise.all(['poison', ...behind].map((user) => processes[0]!.count(user)));
    await until('all behind it are counted', async () => {
      const counts = await Promise.all(behind.map(eventsOf));
      return counts.every((count) => count === 1);
    });
    const { rows } = await processes[0]!.log.pool.query('SELECT consumer, lane, reason FROM dead_letters');
    expect(rows).toEqual([{ consumer: 'tally', lane, reason: 'This cannot be counted' }]);
    expect(await eventsOf('poison')).toBe(0);
  }, 30_000);

  it('rolls back its tables together with its cursor', async () => {
    await Promise.all(runners.map((runner) => runner.stop()));
    const lane = processes[0]!.log.laneOf('half');
    let broken = true;
    const halfway: Projection = {
      ...tally,
      apply: async (events, client) => {
        await tally.apply(events, client);
        if (broken) await client.query('SELECT 1 / 0');
      },
    };
    const { position } = await processes[0]!.count('half');
    const runner = new ProjectionRunner(processes[0]!.log, halfway);
    await runner.start();
    expect(await runner.reached(lane, position, 100)).toBe(false);
    expect(await eventsOf('half')).toBe(0);
    broken = false;
    expect(await runner.reached(lane, position, 5_000)).toBe(true);
    expect(await eventsOf('half')).toBe(1);
    await runner.stop();
    await Promise.all(runners.map((idle) => idle.start()));
  }, 30_000);
});
