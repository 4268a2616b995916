import { testInfra, until, type TestInfra } from '@tidemark/local-infra';
import { DueSweeper } from './due-sweeper';
import { sql } from '../sql';
import { asOwner, installLog, startProcess, type Process } from '../testing/toy-log';

const WANTED = { postgres: true } as const;

describe('due sweepers', () => {
  let infra: TestInfra<typeof WANTED>;
  let processes: readonly Process[];
  let sweepers: readonly DueSweeper[];
  const failures: unknown[] = [];

  beforeAll(async () => {
    infra = await testInfra(WANTED);
    await installLog(infra.postgres.url);
    processes = await Promise.all([startProcess(infra.postgres.url), startProcess(infra.postgres.url)]);
    sweepers = processes.map(
      ({ log, clock, handler }) =>
        new DueSweeper(log, clock, [handler], { failed: (failure) => void failures.push(failure) }),
    );
  }, 60_000);
  afterAll(async () => {
    await Promise.all(sweepers.map((sweeper) => sweeper.stop()));
    await Promise.all(processes.map((process) => process.close()));
    await infra.close();
  }, 60_000);

  const rung = async () => {
    const { rows } = await asOwner(infra.postgres.url, (owner) =>
      owner.query(`
        SELECT rang.stream_id, rang.occurred_at = (alarm.data ->> 'ringsAt')::timestamptz AS on_the_dot,
          rang.recorded_at >= rang.occurred_at AS not_early
        FROM events AS rang
        JOIN events AS alarm ON alarm.stream_id = rang.stream_id AND alarm.type = 'AlarmSet'
        WHERE rang.type = 'AlarmRang'`),
    );
    return rows as { stream_id: string; on_the_dot: boolean; not_early: boolean }[];
  };

  it('look deadlines up in the index, so that a million of them cost nothing until they are due', async () => {
    const client = await processes[0]!.log.pool.connect();
    await client.query('BEGIN; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off');
    const text = sql.claimDue.text
      .replace('$1', '1000')
      .replace('$2', '700')
      .replace('$3', '10')
      .replace('$4', "'{counter}'");
    const { rows } = await client.query(`EXPLAIN ${text}`);
    await client.query('ROLLBACK');
    client.release();
    expect(rows.map((row: Record<string, string>) => row['QUERY PLAN']).join(' ')).toMatch(
      /Index Cond: \(\(category = .*\) AND \(due_at <=/,
    );
  });

  it('ring each deadline once, dated to when it was due, however many there are [T5, I-11, I-12]', async () => {
    const users = Array.from({ length: 200 }, (_, index) => `due-${index}`);
    // Set before anybody sweeps: some are overdue by then, others are not yet.
    await Promise.all(users.map((user, index) => processes[index % 2]!.setAlarm(user, index * 5)));
    sweepers.forEach((sweeper) => sweeper.start());
    await until('all alarms rang', async () => (await rung()).length >= users.length);

    const rings = await rung();
    expect(new Set(rings.map((ring) => ring.stream_id)).size).toBe(users.length);
    expect(rings).toHaveLength(users.length);
    expect(rings.every((ring) => ring.on_the_dot && ring.not_early)).toBe(true);
    const heads = await processes[0]!.log.heads(users.map((user) => `counter-${user}`));
    expect(heads.every(({ dueAt, version }) => dueAt === null && version === 2)).toBe(true);
    expect(failures).toEqual([]);
  }, 30_000);

  it('leave to the others what a sweeper held when it stopped', async () => {
    const users = Array.from({ length: 50 }, (_, index) => `left-${index}`);
    await Promise.all(users.map((user) => processes[0]!.setAlarm(user, 600)));
    await until('somebody has claimed them', async () => {
      const { rows } = await asOwner(infra.postgres.url, (owner) =>
        owner.query(`SELECT count(*)::int AS held FROM heads WHERE claimed_until > clock_timestamp()`),
      );
      return (rows[0] as { held: number }).held >= users.length;
    });
    await sweepers[0]!.stop();
    const rangLeft = async () => (await rung()).filter(({ stream_id }) => stream_id.startsWith('counter-left-'));
    await until('all alarms rang', async () => (await rangLeft()).length >= users.length);
    expect(await rangLeft()).toHaveLength(users.length);
    sweepers[0]!.start();
  }, 30_000);

  it('leave a stream alone for a while whose wake fails, and ring the others', async () => {
    await asOwner(infra.postgres.url, (owner) =>
      owner.query(`
        INSERT INTO heads (stream_id, user_id, category, lane, version, position, state, due_at, occurred_at, updated_at)
        VALUES ('unheard-of', 'nobody', 'counter', 0, 1, 1, '{}', now() - interval '1 hour', now(), now())`),
    );
    await until('its failure is told', () => failures.length > 0);
    await processes[0]!.setAlarm('beside-it', 1);
    await until('the other rang', async () => (await rung()).some((ring) => ring.stream_id === 'counter-beside-it'));
    expect(failures).toHaveLength(1);
  }, 30_000);
});
