import { record, type Deed } from '@tidemark/service-kit';
import { Client } from 'pg';
import { Access } from '../access/access';
import { startMigrated, type Migrated } from '../testing/migrated';
import { runCommand } from '../testing/run-command';
import type { Surroundings } from '../terminal/terminal';
import { audited } from './audited';

const START_MAX_MS = 60_000;
const DEED: Omit<Deed, 'actor'> = { action: 'projection/rebuild', subject: 'checkpoints', reason: 'a "new" column\n' };
const SERVICES = ['tidemark_timer', 'tidemark_progress', 'tidemark_scheduler', 'tidemark_gateway', 'tidemark_ops'];

let migrated: Migrated;
let access: Access;
beforeAll(async () => {
  migrated = await startMigrated();
  access = new Access(migrated.environment);
}, START_MAX_MS);
afterAll(async () => {
  await access?.close();
  await migrated?.infra.close();
});

const work = () => {
  const surroundings = { environment: { TIDEMARK_OPERATOR: 'anna' } } as Partial<Surroundings> as Surroundings;
  return { access, surroundings, isJson: true, paint: (_: unknown, text: string) => text };
};
const json = async (...words: string[]) => {
  const ran = await runCommand(migrated.environment, [...words, '--json']);
  return { ...ran, body: JSON.parse(ran.text) as never };
};
const breaches = async () => {
  const { body } = await json('verify', '--no-ledger');
  return (body as { breaches: { rule: string }[] }).breaches;
};
/** As somebody who owns the database, and switches its guards off. */
const tamper = (statement: string) =>
  migrated.asOwner(`SET session_replication_role = replica; ${statement}; SET session_replication_role = origin`);

describe('the audit', () => {
  it('tells of each operation once: who, what, to what, why, when, and how it ended [I-29]', async () => {
    expect(await audited(work(), DEED, async () => 'made')).toBe('made');
    const failing = audited(work(), { ...DEED, subject: 'other', userId: 'ada' }, () =>
      Promise.reject(new Error('full')),
    );
    await expect(failing).rejects.toThrow('full');
    const { body } = await json('audit');
    expect(body).toMatchObject([
      {
        actor: 'operator/anna',
        action: 'projection/rebuild',
        subject: 'other',
        outcome: 'failed',
        end: { error: 'full' },
      },
      { actor: 'operator/anna', subject: 'checkpoints', reason: DEED.reason, outcome: 'done', userId: null },
    ]);
    expect(body).toHaveLength(2);
    expect((await json('audit', '--user', 'ada')).body).toHaveLength(1);
    expect((await json('audit', '--action', 'user/erase')).body).toEqual([]);
    expect((await runCommand(migrated.environment, ['audit'])).text).toContain('operator/anna');
  });

  it('keeps what was begun and cut off', async () => {
    await record(access.audit(), { ...DEED, actor: 'operator/ben' }, 'begun');
    expect((await json('audit', '--limit', '1')).body).toMatchObject([{ actor: 'operator/ben', outcome: 'begun' }]);
    expect((await runCommand(migrated.environment, ['audit'])).text).toContain('not ended');
  });

  it('is a chain without a gap, however many add to it at once, and forgets details without a break', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, nth) => {
        const deed = { ...DEED, actor: 'service/ß€🌊', userId: 'eve', details: { nth, canary: 'canary' } };
        return record(access.audit(), deed, 'done');
      }),
    );
    expect(await breaches()).toEqual([]);
    await migrated.asOwner(`SET ROLE tidemark_eraser; UPDATE audit.entries SET details = NULL WHERE user_id = 'eve'`);
    expect(await breaches()).toEqual([]);
    const { body } = await json('audit', '--user', 'eve');
    expect(JSON.stringify(body)).not.toContain('canary');
  });

  it('is changed by nobody, and written in no other way than by its function [I-03] [I-29]', async () => {
    const client = new Client({ connectionString: migrated.environment['TIDEMARK_POSTGRES_URL'] });
    await client.connect();
    const statements = [
      `INSERT INTO audit.entries SELECT * FROM audit.entries`,
      `UPDATE audit.entries SET reason = 'another'`,
      `DELETE FROM audit.entries`,
      `TRUNCATE audit.entries`,
      `UPDATE audit.chain SET length = 0`,
    ];
    for (const role of [...SERVICES, 'tidemark_eraser']) {
      await client.query(`SET ROLE ${role}`);
      for (const statement of statements)
        await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
      await client.query('RESET ROLE');
    }
    for (const statement of statements.slice(1, 4)) {
      await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
    await client.query('SET ROLE tidemark_eraser');
    await expect(client.query(`UPDATE audit.entries SET details = '{}'`)).rejects.toMatchObject({ code: '42501' });
    await client.end();
  });

  it.each([
    ['a changed entry', `UPDATE audit.entries SET reason = 'none' WHERE position = 2`, 'entry 2', undefined],
    ['other details', `UPDATE audit.entries SET details = '{}' WHERE position = 4`, 'entry 4', 'details'],
    ['an entry that was removed', `DELETE FROM audit.entries WHERE position = 3`, 'entry 4', '3 should'],
    ['an end that was cut off', `DELETE FROM audit.entries WHERE position > 20`, 'audit', '20 are left'],
  ])('is proven by verify, which finds %s [I-29]', async (_, statement, subject, what = '') => {
    const kept = await migrated.asOwner<{ row: string }>(`SELECT to_json(entries)::text AS row FROM audit.entries`);
    await tamper(statement);
    expect(await breaches()).toEqual([
      { rule: 'I-29', subject: expect.stringContaining(subject), what: expect.stringContaining(what) },
    ]);
    const rows = `[${kept.map(({ row }) => row).join(',')}]`.replaceAll("'", "''");
    await tamper(`DELETE FROM audit.entries; INSERT INTO audit.entries
      SELECT * FROM json_populate_recordset(NULL::audit.entries, '${rows}')`);
    expect(await breaches()).toEqual([]);
  });
});

describe('a guard of the audit', () => {
  const table = 'audit.entries';

  it.each([
    [
      'is switched off',
      `ALTER TABLE ${table} DISABLE TRIGGER entries_stay`,
      `ALTER TABLE ${table} ENABLE TRIGGER entries_stay`,
    ],
    [
      'lets a service pass',
      `GRANT DELETE ON ${table} TO tidemark_timer`,
      `REVOKE DELETE ON ${table} FROM tidemark_timer`,
    ],
  ])('that %s is found by verify [I-03]', async (_, open, close) => {
    await migrated.asOwner(open);
    expect(await breaches()).toMatchObject([{ rule: 'I-03', subject: expect.stringContaining(table) }]);
    await migrated.asOwner(close);
    expect(await breaches()).toEqual([]);
  });
});

describe('whoever may not take the role of operators', () => {
  const why = ['--reason', 'a spec'];
  const span = ['--from', '2026-01-01', '--to', '2026-01-02'];

  it.each([
    [['role', 'grant', 'ada', 'ops', ...why]],
    [['erase', 'ada', '--yes', ...why]],
    [['export', 'ada']],
    [['reset', 'run', 'Europe/Berlin', '00:00', ...why]],
    [['reset', 'backfill', 'ada', ...span, ...why]],
    [['jobs', 'retry', '--all', ...why]],
    [['dead-letters', 'retry', 'timer/checkpoints/1.1', ...why]],
    [['dead-letters', 'skip', 'timer/checkpoints/1.1', ...why]],
    [['dead-letters', 'edit', 'progress/daily-stats-day/7', '--body', __filename, ...why]],
    [['audit']],
    [['verify', '--no-ledger']],
  ])('is refused %j, and nothing is recorded', async (words) => {
    await migrated.asOwner(`DROP ROLE IF EXISTS passer_by`);
    await migrated.asOwner(`CREATE ROLE passer_by LOGIN PASSWORD 'passer-by'`);
    const url = new URL(migrated.environment['TIDEMARK_POSTGRES_URL'] ?? '');
    [url.username, url.password] = ['passer_by', 'passer-by'];
    const recorded = () => migrated.asOwner('SELECT FROM audit.entries');
    const before = (await recorded()).length;
    const settings = { TIDEMARK_NATS_URL: 'nats://127.0.0.1:1', TIDEMARK_SERVICE_SECRET: 'x'.repeat(32) };
    const ran = await runCommand({ TIDEMARK_POSTGRES_URL: url.href, ...settings }, words);
    expect([ran.exitCode, ran.text]).toEqual([4, '']);
    expect((await recorded()).length).toBe(before);
  });
});
