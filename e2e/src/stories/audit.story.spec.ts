import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayAt } from '@tidemark/domain';
import { taskSubject } from '@tidemark/messaging';
import { eraseTask, lettersTask } from '@tidemark/service-kit';
import { decodeJwt } from 'jose';

import { jsonIn, tidemark } from '../kit/command-line';
import { eventually } from '../kit/eventually';
import { ask } from '../kit/http';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

const STORY_MS = 90_000;
const ZONE = 'Europe/Berlin';
const REASON = ['--reason', 'a story'];

let story: StoryStack;
let person: Person;
let folder: string;

beforeAll(async () => {
  story = await startStory();
  folder = mkdtempSync(join(tmpdir(), 'tidemark-audit-'));
  person = await Person.guest(story.addresses[0], ZONE);
  await person.post('/api/timer/start', { durationSeconds: 600 });
  await person.post('/api/timer/stop');
}, STACK_MS);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await story?.close();
}, STACK_MS);

const run = (...words: readonly string[]) =>
  tidemark({ ...story.stack.environment, TIDEMARK_OPERATOR: 'anna' }, ...words);
const audit = async (...words: readonly string[]) =>
  jsonIn<readonly Record<string, unknown>[]>(await run('audit', '--json', ...words));

/** A fact that progress-service could not read. */
async function putAside(body: string): Promise<string> {
  await story.database.query(
    `INSERT INTO progress.facts_put_aside (consumer, stream_sequence, subject, body, tries, reason)
     VALUES ('daily-stats-day', 7, 'tidemark.evt.day.' || $1 || '.DayBegun', $2, 5, 'a version that is no number')`,
    [person.userId, body],
  );
  return 'progress/daily-stats-day/7';
}

describe('whoever has rights that others have not', () => {
  it(
    'gives somebody a role, which is in their next token, and takes it away at once [I-29]',
    async () => {
      const colleague = await Person.guest(story.addresses[0]);
      const granted = await run('role', 'grant', colleague.userId, 'ops', '--json', ...REASON);
      expect(jsonIn(granted)).toEqual({ userId: colleague.userId, roles: ['user', 'ops'] });
      const { refreshToken } = colleague;
      const { body } = await ask('POST', `${story.addresses[0]}/api/auth/refresh`, { body: { refreshToken } });
      const token = body['accessToken'] as string;
      expect(decodeJwt(token)['roles']).toEqual(['user', 'ops']);
      expect(await run('role', 'revoke', colleague.userId, 'ops', ...REASON)).toMatchObject({ exitCode: 0 });
      await eventually(async () =>
        expect((await ask('GET', `${story.addresses[0]}/api/me`, { token })).status).toBe(401),
      );
      expect(await run('role', 'grant', 'nobody', 'ops', ...REASON)).toMatchObject({ exitCode: 3 });
      expect(await audit('--user', colleague.userId)).toMatchObject([
        { action: 'role/revoke', outcome: 'done', actor: 'operator/anna', reason: 'a story' },
        { action: 'role/grant', outcome: 'done', subject: `ops of ${colleague.userId}` },
      ]);
      expect(await audit('--user', 'nobody')).toMatchObject([{ action: 'role/grant', outcome: 'failed' }]);
    },
    STORY_MS,
  );

  it(
    'brings back a day that was lost, once [D4]',
    async () => {
      const { userId } = person;
      const today = dayAt(Date.now(), { timezone: ZONE, dailyResetTime: 'midnight' }).localDate;
      const range = ['--from', '2026-01-01', '--to', today];
      const backfill = async () => jsonIn(await run('reset', 'backfill', userId, ...range, '--json', ...REASON));
      await person.post('/api/session-count/reset');
      const resets = 'SELECT version FROM progress.resets WHERE user_id = $1';
      await eventually(async () => expect((await story.database.query(resets, [userId])).rowCount).toBe(1));
      await story.database.query('DELETE FROM progress.resets WHERE user_id = $1', [userId]);
      for (const restoredResets of [[today], []]) {
        const nothingElse = { closed: 0, days: 0, restoredDays: [] };
        expect(await backfill()).toMatchObject({ ...nothingElse, restoredResets });
        expect((await story.database.query(resets, [userId])).rowCount).toBe(1);
      }
      expect(await run('reset', 'backfill', 'nobody', ...range, ...REASON)).toMatchObject({ exitCode: 3 });
      expect(await run('reset', 'backfill', userId, '--from', today, '--to', '2026-01-01', ...REASON)).toMatchObject({
        exitCode: 2,
      });
      expect(await run('verify', '--user', userId)).toMatchObject({ exitCode: 0 });
    },
    STORY_MS,
  );

  it(
    'corrects a fact that was put aside, and the audit keeps what it said before [F-29]',
    async () => {
      const { rows } = await story.database.query<Record<string, unknown>>(
        `SELECT event_id AS "eventId", version, type, schema_version AS "schemaVersion", data, stream_id AS "streamId",
           user_id AS "userId", position::float8, occurred_at AS "occurredAt", recorded_at AS "recordedAt"
         FROM timer.events WHERE stream_id = $1 AND version = 1`,
        [`day-${person.userId}`],
      );
      const [before, after] = [JSON.stringify({ ...rows[0], version: 'one' }), JSON.stringify(rows[0])];
      const letter = await putAside(before);
      expect((await run('dead-letters', 'show', letter)).text.trim()).toBe(before);
      const files = { other: join(folder, 'other.json'), corrected: join(folder, 'corrected.json') };
      writeFileSync(files.other, JSON.stringify({ ...rows[0], userId: 'somebody-else' }));
      writeFileSync(files.corrected, after);
      const edit = (file: string) => run('dead-letters', 'edit', letter, '--body', file, ...REASON);
      expect(await edit(files.other)).toMatchObject({ exitCode: 4 });
      expect(await edit(join(folder, 'nothing.json'))).toMatchObject({ exitCode: 2 });
      expect(await edit(files.corrected)).toMatchObject({ exitCode: 0 });
      expect(jsonIn(await run('dead-letters', '--json'))).toEqual([]);
      expect(await audit('--action', 'dead-letter/edit')).toMatchObject([
        { outcome: 'done', subject: letter, userId: person.userId, details: { before, after } },
        { outcome: 'failed', details: { before } },
      ]);
    },
    STORY_MS,
  );

  it(
    'leaves one entry for each thing that was done, in a chain that is proven [I-29]',
    async () => {
      expect(await run('jobs', 'retry', '--all', ...REASON)).toMatchObject({ exitCode: 0 });
      expect(await run('jobs', 'retry', 'nothing', ...REASON)).toMatchObject({ exitCode: 3 });
      expect(await run('jobs', 'retry', ...REASON)).toMatchObject({ exitCode: 2 });
      expect(await run('reset', 'run', ZONE, '00:00', ...REASON)).toMatchObject({ exitCode: 0 });
      const done = (await audit()).map(({ action, outcome }) => `${String(action)} ${String(outcome)}`);
      expect(done.slice(0, 3)).toEqual(['reset/run done', 'job/retry failed', 'job/retry done']);
      expect(done.filter((deed) => deed === 'role/grant done')).toHaveLength(1);
      const proof = jsonIn<{ breaches: readonly object[] }>(await run('verify', '--json'));
      expect(proof.breaches).toEqual([]);
      await story.database.query(`BEGIN; SET LOCAL session_replication_role = replica;
        UPDATE audit.entries SET reason = 'another' WHERE position = 1; COMMIT`);
      const found = jsonIn<{ breaches: readonly object[] }>(await run('verify', '--json', '--no-ledger'));
      expect(found.breaches).toEqual([
        { rule: 'I-29', subject: 'audit, entry 1', what: 'it is not what was recorded' },
      ]);
    },
    STORY_MS,
  );
});

describe('whoever has not', () => {
  it(
    'is refused on the bus, whoever of the services it is, and without its secret',
    async () => {
      const asked = { userId: person.userId, salt: 'x', action: 'grant', role: 'ops', reason: 'x', operator: 'x' };
      const tasks = ['set-role', 'erase-user', 'retry-jobs', 'backfill-days', 'run-resets'].map(taskSubject);
      const erasing = ['timer', 'progress', 'scheduler'].map(eraseTask);
      const letters = ['timer', 'progress', 'scheduler'].map(lettersTask);
      const bus = await story.bus('badge-service');
      for (const subject of [...tasks, ...erasing, ...letters]) {
        const reply = await bus.request(subject, asked);
        expect([subject, reply]).toMatchObject([subject, { ok: false, error: { code: 'auth/forbidden' } }]);
      }
      const stranger = { ...story.stack.environment, TIDEMARK_SERVICE_SECRET: 'x'.repeat(32) };
      const said = await tidemark(stranger, 'role', 'grant', person.userId, 'ops', ...REASON);
      expect(said).toMatchObject({ exitCode: 4 });
      expect(await audit('--limit', '1')).toMatchObject([{ action: 'role/grant', outcome: 'failed' }]);
    },
    STORY_MS,
  );
});
