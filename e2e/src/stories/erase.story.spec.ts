import { FACT_STREAM } from '@tidemark/messaging';

import { jsonIn, tidemark } from '../kit/command-line';
import type { Device } from '../kit/device';
import { eventually } from '../kit/eventually';
import { ask } from '../kit/http';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

const STORY_MS = 120_000;
const FINISHED_WITHIN_MS = 40_000;
const REASON = 'a request by letter';
const PASSWORD = 'correct horse battery';

let story: StoryStack;
beforeAll(async () => {
  story = await startStory({ gateways: 2 });
}, STACK_MS);
afterAll(() => story?.close(), STACK_MS);

const run = (...words: readonly string[]) => tidemark(story.stack.environment, ...words);
const rowsOf = async <Row>(sql: string, values: readonly unknown[] = []) =>
  (await story.database.query(sql, [...values])).rows as Row[];

/** Every table of every schema, told by the catalogue, so that one of tomorrow is looked through as well. */
const tables = async () => {
  const sql = `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`;
  return (await rowsOf<{ name: string }>(sql)).map(({ name }) => name);
};
const tablesWith = async (canary: string) => {
  const found = (await tables()).map(async (name) => {
    const sql = `SELECT FROM ${name} AS kept WHERE kept::text ILIKE '%' || $1 || '%' LIMIT 1`;
    return (await story.database.query(sql, [canary])).rowCount ? [name] : [];
  });
  return (await Promise.all(found)).flat();
};
/** One hash over all that is kept of somebody. */
const hashOf = async (userId: string) => {
  const hashes = (await tables()).map(async (name) => {
    const sql = `SELECT coalesce(md5(string_agg(kept::text, '|' ORDER BY kept::text)), '') AS hash FROM ${name} AS kept
      WHERE kept::text LIKE '%' || $1 || '%'`;
    return `${name} ${(await rowsOf<{ hash: string }>(sql, [userId]))[0]?.hash}`;
  });
  return (await Promise.all(hashes)).join('\n');
};
const subjectsOf = async (userId: string) => {
  const { connection } = await story.bus('gateway');
  const { streams } = await connection.jetstreamManager();
  const { state } = await streams.info(FACT_STREAM, { subjects_filter: `tidemark.evt.*.${userId}.>` });
  return Object.keys(state.subjects ?? {});
};
const statusOf = async (userId: string) => {
  const sql = `SELECT erased_at IS NOT NULL AS erased, settled_at IS NOT NULL AS settled, salt FROM accounts.erasures
    WHERE user_id = $1`;
  return (await rowsOf<{ erased: boolean; settled: boolean; salt: string | null }>(sql, [userId]))[0];
};
/** The minute after which everything is gone through once more. */
const letSettle = async (userId: string) => {
  const sql = `UPDATE accounts.erasures SET erased_at = erased_at - interval '1 minute',
    tried_at = tried_at - interval '1 minute' WHERE user_id = $1`;
  await story.database.query(sql, [userId]);
  await eventually(async () => expect(await statusOf(userId)).toMatchObject({ settled: true }), FINISHED_WITHIN_MS);
};

interface Witness {
  readonly person: Person;
  readonly canary: string;
  readonly phone: Device;
}

/** Somebody who wrote one word wherever there is room for one. */
async function witness(canary: string): Promise<Witness> {
  const person = await Person.guest(story.addresses[0], 'Europe/Berlin');
  const phone = await person.connect(`${canary}-phone`);
  const registered = await person.post('/api/auth/register', { email: `${canary}@example.com`, password: PASSWORD });
  expect(registered.status).toBe(201);
  const task = { id: `${canary}-task`, title: `${canary} is here` };
  await phone.command('timer/start', { durationSeconds: 600, task }, { commandId: `${canary}-start` });
  await phone.command('timer/pause', {}, { commandId: `${canary}-pause` });
  await phone.command('session/clock-in', {}, { commandId: `${canary}-in` });
  const timestamp = new Date(Date.now() - 3_600_000).toISOString();
  await person.post('/api/session/entries', { id: `${canary}-entry`, type: 'IN', timestamp });
  await person.put('/api/session-count', { count: 3 });
  const place = { week_number: 1, day_number: 1 };
  await person.post(`/api/progress/${canary}-program/exercises`, { ...place, exercise_logs: [{ name: canary }] });
  const data = { [canary]: canary };
  const { body } = await person.post('/api/drafts', { profileId: canary, subjectId: canary, title: canary, data });
  await person.post(`/api/drafts/${String(body['id'])}/promote`, {});
  expect((await tablesWith(canary)).length).toBeGreaterThan(5);
  return { person, canary, phone };
}

describe('somebody who is erased', () => {
  let [ada, ben]: Witness[] = [];
  let hashOfBen = '';

  beforeAll(async () => {
    ada = await witness('canaryada');
    ben = await witness('canaryben');
    // What was live before is kept for a way back, with all that it says.
    expect(await run('rebuild', 'checkpoints', '--reason', 'a way back')).toMatchObject({ exitCode: 0 });
    // What is made of their facts is there before it is taken away.
    await eventually(async () => {
      for (const { person } of [ada!, ben!]) {
        const sql = `SELECT FROM scheduler.scheduled_tasks WHERE user_id = $1 AND active`;
        expect((await story.database.query(sql, [person.userId])).rowCount).toBe(1);
        const stats = `SELECT FROM progress.timesheets WHERE user_id = $1`;
        expect((await story.database.query(stats, [person.userId])).rowCount).toBeGreaterThan(0);
        const seen = `SELECT FROM timer.presence WHERE user_id = $1`;
        expect((await story.database.query(seen, [person.userId])).rowCount).toBe(1);
      }
    });
    await eventually(async () => {
      const before = hashOfBen;
      hashOfBen = await hashOf(ben!.person.userId);
      expect(hashOfBen).toBe(before);
    });
  }, STORY_MS);

  it('is meant, and not mistaken for somebody else', async () => {
    const { userId } = ada!.person;
    const unasked = await run('erase', userId, '--reason', REASON);
    expect(unasked).toMatchObject({ exitCode: 2, complaint: expect.stringContaining('--yes') as string });
    expect(await run('erase', 'nobody', '--reason', REASON, '--yes')).toMatchObject({ exitCode: 3 });
    expect(await run('erase', userId, '--yes')).toMatchObject({ exitCode: 2 });
    expect(await statusOf(userId)).toBeUndefined();
  });

  it(
    'is found nowhere any more, and others are as they were [I-28]',
    async () => {
      const { person, canary, phone } = ada!;
      const said = await run('erase', person.userId, '--reason', REASON, '--yes', '--json');
      expect(said).toMatchObject({ exitCode: 0, complaint: '' });
      expect(jsonIn(said)).toEqual({ userId: person.userId, isErased: true });
      await eventually(async () => expect(await tablesWith(canary)).toEqual([]));
      await eventually(async () =>
        expect(await subjectsOf(person.userId)).toEqual([`tidemark.evt.account.${person.userId}.PersonErased`]),
      );
      expect(await hashOf(ben!.person.userId)).toBe(hashOfBen);
      expect(JSON.stringify(story.logLines())).not.toContain(canary);
      await eventually(() => expect(phone.isConnected).toBe(false));
    },
    STORY_MS,
  );

  it('stays away where a projection goes back to what it was', async () => {
    expect(await run('rollback', 'checkpoints', '--reason', 'the way back')).toMatchObject({ exitCode: 0 });
    expect(await tablesWith(ada!.canary)).toEqual([]);
    const sql = 'SELECT FROM timer.checkpoints WHERE user_id = $1';
    expect((await story.database.query(sql, [ada!.person.userId])).rowCount).toBe(0);
  });

  it('is let in nowhere any more', async () => {
    const { person, canary } = ada!;
    for (const address of story.addresses) {
      await eventually(async () => expect((await person.ask('GET', '/api/timer', {}, address)).status).toBe(401));
    }
    const { refreshToken } = person;
    const refreshed = await ask('POST', `${story.addresses[0]}/api/auth/refresh`, { body: { refreshToken } });
    expect(refreshed.status).toBe(401);
    const login = { email: `${canary}@example.com`, password: PASSWORD };
    expect((await ask('POST', `${story.addresses[0]}/api/auth/login`, { body: login })).status).toBe(401);
  });

  it(
    'leaves streams that are proven as before, with so many events that nobody wrote anything into [I-28]',
    async () => {
      const { userId } = ada!.person;
      await letSettle(userId);
      expect(await statusOf(userId)).toEqual({ erased: true, settled: true, salt: null });
      const said = await run('verify', '--json');
      interface Proof {
        readonly breaches: readonly object[];
        readonly proven: readonly string[];
        readonly read: { readonly erasedUsers: number; readonly erasedEvents: number };
      }
      const { breaches, proven, read } = jsonIn<Proof>(said);
      expect(breaches).toEqual([]);
      expect(proven).toEqual(expect.arrayContaining(['I-28', 'I-29']));
      expect(read.erasedUsers).toBe(1);
      expect(read.erasedEvents).toBeGreaterThan(8);
      expect((await run('verify', '--user', userId)).text).toContain('are what an erasure has left');
    },
    STORY_MS,
  );

  it('is in the audit once, however often that is asked for [I-29]', async () => {
    const { userId } = ada!.person;
    const audit = async () => jsonIn<readonly object[]>(await run('audit', '--user', userId, '--json'));
    const erased = { action: 'user/erase', subject: userId, reason: REASON, outcome: 'done' };
    expect(await audit()).toMatchObject([{ ...erased, actor: expect.stringMatching(/^operator\/./) as string }]);
  });

  it('is gone though a word of theirs was planted again, as the proof sees [I-28]', async () => {
    const { userId } = ada!.person;
    const plant = (device: string) => `BEGIN; SET LOCAL session_replication_role = replica;
      UPDATE timer.events SET device_id = ${device} WHERE stream_id = 'timer-${userId}' AND version = 1; COMMIT`;
    await story.database.query(plant(`'phone'`));
    const { breaches } = jsonIn<{ breaches: readonly object[] }>(await run('verify', '--json', '--no-ledger'));
    expect(breaches).toEqual([{ rule: 'I-28', subject: `timer-${userId}/1`, what: expect.any(String) as string }]);
    await story.database.query(plant('NULL'));
  });

  it(
    'is erased to the end, whoever is killed in the middle of it [I-28]',
    async () => {
      const { person, canary, phone } = await witness('canarycleo');
      for (let round = 0; round < 100; round += 1) {
        await phone.command('timer/select-task', { task: { id: `${canary}-${round}`, title: canary } });
      }
      const victims = ['timer-service', 'gateway', 'progress-service'].map((name) => story.service(name).process);
      const asking = person.ask('DELETE', '/api/me', {}, story.addresses[1]).catch(() => undefined);
      await eventually(async () => expect(await statusOf(person.userId)).toBeDefined());
      await Promise.all(victims.map((victim) => victim.kill()));
      await asking;
      await Promise.all(victims.map((victim) => victim.ready()));
      await eventually(
        async () => expect(await statusOf(person.userId)).toMatchObject({ erased: true }),
        FINISHED_WITHIN_MS,
      );
      await letSettle(person.userId);
      expect(await tablesWith(canary)).toEqual([]);
      expect(await run('verify')).toMatchObject({ exitCode: 0 });
      const audit = jsonIn<readonly object[]>(await run('audit', '--user', person.userId, '--json'));
      expect(audit).toMatchObject([{ actor: `user/${person.userId}`, action: 'user/erase', outcome: 'done' }]);
    },
    STORY_MS,
  );
});
