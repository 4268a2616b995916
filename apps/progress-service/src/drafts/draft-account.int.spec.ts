import { randomUUID } from 'node:crypto';
import { draft, DRAFT_BYTES_MAX, type Draft } from '@tidemark/domain';
import { EventLog, stateAt, type AnyDecider } from '@tidemark/event-log';
import { EventExport } from '@tidemark/service-kit';
import { Erasure } from '../account/erasure';
import { Author } from '../testing/author';
import { ServiceUnderTest, START_MAX_MS } from '../testing/service-under-test';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
}, START_MAX_MS);
afterAll(() => service.close());

const CANARY = 'canary';
/** With room for what stands around a page. */
const MESSAGE_BYTES_MAX = 1_000_000;
const EVERYTHING = `
SELECT jsonb_agg(to_jsonb(event))::text AS text FROM events AS event WHERE user_id = $1
UNION ALL SELECT jsonb_agg(to_jsonb(head))::text FROM heads AS head WHERE user_id = $1
UNION ALL SELECT jsonb_agg(to_jsonb(command))::text FROM commands AS command WHERE user_id = $1`;

const allOf = async ({ userId }: Author) =>
  (await service.database.query<{ text: string | null }>(EVERYTHING, [userId])).rows.map(({ text }) => text).join('\n');

/** Somebody whose drafts have lived through everything, with a canary wherever people write. */
async function livedThrough(): Promise<{ readonly author: Author; readonly ids: readonly string[] }> {
  const author = new Author(service);
  const said = { title: CANARY, subjectId: CANARY, deviceInfo: CANARY, deviceId: CANARY };
  const { id, revision: baseRevision } = await author.create({ [CANARY]: 1 }, said);
  const patched = { id, baseRevision, data: { [CANARY]: 2 }, deviceId: `${CANARY}-2` };
  await author.tell('patch', patched);
  const at = new Date(service.clock.now() - 1_000).toISOString();
  await author.tell('save', { id, baseRevision, data: { [CANARY]: 3 }, deviceInfo: CANARY, at });
  await author.tell('restore-version', { id, n: 1, paths: [`/${CANARY}`] });
  await author.tell('promote', { id });
  const second = await author.create({ [CANARY]: CANARY }, said);
  await author.tell('promote', { id: second.id }).catch(() => undefined);
  await author.tell('restore-version', { id: second.id, n: 1, paths: [`/nothing-${CANARY}`] }).catch(() => undefined);
  await author.tell('discard', { id: second.id, deviceId: CANARY });
  return { author, ids: [id, second.id] };
}

describe('the export of somebody who filled in forms', () => {
  it('comes in pages that fit into messages, however large the events are [I-31]', async () => {
    const author = new Author(service);
    const { id } = await author.create({ note: '"'.repeat((DRAFT_BYTES_MAX - 11) / 2) });
    for (let nth = 0; nth < 3; nth += 1) {
      await author.tell('save', { id, data: { note: '"'.repeat((DRAFT_BYTES_MAX - 11) / 2 - 1 - nth) } });
    }
    const events: object[] = [];
    let after: number | undefined = 0;
    while (after !== undefined) {
      const page = await service.app.get(EventExport).page(author.userId, after);
      expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(MESSAGE_BYTES_MAX);
      events.push(...page.events);
      after = page.nextAfter;
    }
    expect(events).toHaveLength(4);
  });
});

describe('the erasure of somebody who filled in forms', () => {
  beforeEach(() => {
    service.clock.at = Date.now();
  });

  it('leaves nothing of what they wrote, and streams that still fold [I-28]', async () => {
    const { author, ids } = await livedThrough();
    const { author: other } = await livedThrough();
    const untouched = await allOf(other);
    expect((await allOf(author)).split(CANARY).length).toBeGreaterThan(20);

    await service.app.get(Erasure).erase({ userId: author.userId, salt: 'a-salt' });
    await service.app.get(Erasure).erase({ userId: author.userId, salt: 'a-salt' });

    expect(await allOf(author)).not.toContain(CANARY);
    expect(await allOf(other)).toBe(untouched);
    const log = service.app.get(EventLog);
    const heads = await log.headsOfUser(author.userId);
    expect(heads).toHaveLength(ids.length);
    for (const { streamId, version, state, dueAt } of heads) {
      expect(state).toEqual((await stateAt(log, draft as AnyDecider, streamId, version)).state);
      expect(state as Draft).toMatchObject({ userId: author.userId, title: '', dataJson: '{}', subjectId: null });
      expect(dueAt).toBeNull();
      // Devices choose the ids of drafts, so the streams have other names now.
      expect(streamId).toMatch(/^draft-gone-[0-9a-f]{32}$/);
    }
  });

  it('leaves refusals without what they quoted', async () => {
    const author = new Author(service);
    const { id } = await author.create({});
    const wish = { id, n: 1, paths: ['/canary'], commandId: randomUUID() };
    await author.tell('restore-version', wish).catch(() => undefined);
    await service.app.get(Erasure).erase({ userId: author.userId, salt: 'a-salt' });
    const sql = 'SELECT rejection FROM commands WHERE user_id = $1 AND rejection IS NOT NULL';
    const { rows } = await service.database.query<{ rejection: string }>(sql, [author.userId]);
    expect(rows).toEqual([{ rejection: 'draft-field/not-found' }]);
  });
});
