import { testInfra, type TestInfra } from '@tidemark/local-infra';
import { counter } from './testing/counter';
import { asOwner, installLog, startProcess, type Process } from './testing/toy-log';
import { verifyLog } from './verify';

const WANTED = { postgres: true } as const;

describe('verifying a log', () => {
  let infra: TestInfra<typeof WANTED>;
  let process: Process;

  beforeAll(async () => {
    infra = await testInfra(WANTED);
    await installLog(infra.postgres.url);
    process = await startProcess(infra.postgres.url);
    const users = Array.from({ length: 300 }, (_, index) => `user-${index}`);
    await Promise.all(users.map((user) => process.count(user)));
    await Promise.all(users.map((user) => process.setAlarm(user, 60_000)));
  }, 60_000);
  afterAll(async () => {
    await process.close();
    await infra.close();
  }, 60_000);

  /** Does to the tables what only somebody with the keys to the house could do, looks, and undoes it. */
  const findingsAfter = (...statements: readonly string[]) =>
    asOwner(infra.postgres.url, async (owner) => {
      await owner.query('CREATE SCHEMA backup');
      for (const table of ['events', 'heads', 'lanes']) {
        await owner.query(`CREATE TABLE backup.${table} AS TABLE ${table}`);
      }
      try {
        await owner.query('SET session_replication_role = replica');
        for (const statement of statements) await owner.query(statement);
        return await verifyLog(process.log, [counter]);
      } finally {
        for (const table of ['events', 'heads', 'lanes']) {
          await owner.query(`TRUNCATE ${table}`);
          await owner.query(`INSERT INTO ${table} TABLE backup.${table}`);
        }
        await owner.query('DROP SCHEMA backup CASCADE');
      }
    });

  it('finds nothing in a sound one', async () => {
    expect(await findingsAfter()).toEqual([]);
  });

  it.each([
    ['a lost event', `DELETE FROM events WHERE stream_id = 'counter-user-7' AND version = 1`, ['versions', 'lanes']],
    ['a lost last event', `DELETE FROM events WHERE stream_id = 'counter-user-7' AND version = 2`, ['lanes', 'heads']],
    ['a moved lane', `UPDATE lanes SET position = position + 1 WHERE lane = 3`, ['lanes']],
    ['a lost head', `DELETE FROM heads WHERE stream_id = 'counter-user-8'`, ['heads']],
    [
      'an edited event',
      `UPDATE events SET data = '{"by": 3}' WHERE stream_id = 'counter-user-9' AND version = 1`,
      ['heads'],
    ],
    [
      'an edited head',
      `UPDATE heads SET state = jsonb_set(state, '{count}', '2') WHERE stream_id = 'counter-user-9'`,
      ['heads'],
    ],
    ['a dropped deadline', `UPDATE heads SET due_at = NULL WHERE stream_id = 'counter-user-9'`, ['deadlines']],
    ['an early deadline', `UPDATE heads SET due_at = now() WHERE stream_id = 'counter-user-9'`, ['deadlines']],
  ])('finds %s [I-02, I-07]', async (_, statement, rules) => {
    expect((await findingsAfter(statement)).map(({ rule }) => rule)).toEqual(expect.arrayContaining(rules));
  });

  it('lets a deadline be later than the state says, since its owner may have been seen', async () => {
    expect(
      await findingsAfter(`UPDATE heads SET due_at = due_at + interval '1 day' WHERE stream_id = 'counter-user-9'`),
    ).toEqual([]);
  });
});
