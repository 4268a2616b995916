import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import { freshDatabase, testInfra, type TestInfra } from '@tidemark/local-infra';
import { everyMigration } from './every-migration';
import { migrate } from './migrate';
import { SNAPSHOT, snapshotOf } from './snapshot';

const WANTED = { postgres: true } as const;

describe('the migrations', () => {
  let infra: TestInfra<typeof WANTED>;

  beforeAll(async () => {
    infra = await testInfra(WANTED);
  }, 60_000);
  afterAll(() => infra.close(), 60_000);

  it('run once, however many migrators there are [F-49]', async () => {
    const { url } = await freshDatabase(infra.postgres.url);
    const ran = await Promise.all([migrate(url), migrate(url), migrate(url)]);
    expect(ran.map((names) => names.length).sort()).toEqual([0, 0, everyMigration.length]);
    expect(await migrate(url)).toEqual([]);
  }, 60_000);

  it('share their roles with a second database of the same server', async () => {
    const databases = await Promise.all([freshDatabase(infra.postgres.url), freshDatabase(infra.postgres.url)]);
    const ran = await Promise.all(databases.map(({ url }) => migrate(url)));
    expect(ran.map((names) => names.length)).toEqual([everyMigration.length, everyMigration.length]);
  }, 60_000);

  it('make what schema.sql shows; run src/snapshot.ts after a new one', async () => {
    const { url } = await freshDatabase(infra.postgres.url);
    expect(await snapshotOf(url)).toBe(await readFile(SNAPSHOT, 'utf8'));
  }, 60_000);

  it('leave no service a way to rewrite history, the eraser only one, and ops none to write or to see secrets [I-03]', async () => {
    const { url } = await freshDatabase(infra.postgres.url);
    await migrate(url);
    const client = new Client({ connectionString: url });
    await client.connect();
    const attempt = async (role: string, statement: string) => {
      await client.query(`SET ROLE ${role}`);
      const outcome = await client.query(statement).then(
        () => 'done',
        (failure: { code?: string }) => failure.code,
      );
      await client.query('RESET ROLE');
      return outcome;
    };
    const rewriting = ['UPDATE timer.events SET type = type', 'DELETE FROM timer.events', 'TRUNCATE timer.events'];
    const services = ['tidemark_timer', 'tidemark_progress', 'tidemark_scheduler', 'tidemark_gateway', 'tidemark_ops'];
    for (const service of services) {
      for (const statement of rewriting)
        expect([service, await attempt(service, statement)]).toEqual([service, '42501']);
    }
    expect(await attempt('tidemark_eraser', 'UPDATE timer.events SET data = data')).toBe('done');
    for (const statement of rewriting.slice(1)) expect(await attempt('tidemark_eraser', statement)).toBe('42501');
    expect(await attempt('tidemark_gateway', 'SELECT FROM timer.heads')).toBe('42501');
    for (const table of ['timer.heads', 'progress.heads', 'scheduler.scheduled_tasks']) {
      expect(await attempt('tidemark_ops', `SELECT FROM ${table}`)).toBe('done');
      expect(await attempt('tidemark_ops', `DELETE FROM ${table}`)).toBe('42501');
    }
    expect(await attempt('tidemark_ops', 'SELECT user_id, email FROM accounts.users')).toBe('done');
    expect(await attempt('tidemark_ops', 'SELECT password_hash FROM accounts.users')).toBe('42501');
    expect(await attempt('tidemark_ops', 'SELECT FROM accounts.refresh_tokens')).toBe('42501');
    await client.end();
  }, 60_000);
});
