import { DRAFT_EXPIRES_AFTER_MS, DRAFT_RECOVERABLE_MS, SECOND } from '@tidemark/domain';
import { Author, codeOf, filled } from '../testing/author';
import { ServiceUnderTest, START_MAX_MS } from '../testing/service-under-test';
import { DraftCleanup } from './draft.cleanup';

let service: ServiceUnderTest;
let ada: Author;
let eve: Author;

beforeAll(async () => {
  service = await ServiceUnderTest.start(2);
}, START_MAX_MS);
afterAll(() => service.close());
beforeEach(() => {
  // The sweeper goes by the database's own clock, which must not be ahead of what a spec is about.
  service.clock.at = Date.now();
  ada = new Author(service);
  eve = new Author(service);
});

const pass = (durationMs: number) => (service.clock.at += durationMs);

describe('lists of drafts', () => {
  it('are most recent first, page by page, each draft once [F2] [F3]', async () => {
    const ids: string[] = [];
    for (let nth = 0; nth < 7; nth += 1) {
      pass(SECOND);
      ids.unshift((await ada.create({ nth }, { profileId: nth % 2 ? 'boat' : 'garage' })).id);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { items, nextCursor } = await ada.list({ limit: 3, ...(cursor && { cursor }) });
      seen.push(...items.map(({ id }) => id));
      cursor = nextCursor;
    } while (cursor);
    expect(seen).toEqual(ids);
    expect((await ada.list({ profileId: 'boat' })).items.map(({ data }) => data)).toEqual([
      { nth: 5 },
      { nth: 3 },
      { nth: 1 },
    ]);
    expect(await ada.ask('latest', { profileId: 'garage' })).toMatchObject({ data: { nth: 6 } });
    await ada.tell('discard', { id: ids[0] });
    expect(await ada.ask('latest', { profileId: 'garage' })).toMatchObject({ data: { nth: 4 } });
    expect((await ada.list({ status: 'discarded' })).items).toMatchObject([{ id: ids[0] }]);
  });

  it('end where a message would be too large, and go on from there [F2]', async () => {
    for (let nth = 0; nth < 5; nth += 1) await ada.create(filled(200_000));
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const { items, nextCursor } = await ada.list({ ...(cursor && { cursor }) });
      seen.push(items.length);
      cursor = nextCursor;
    } while (cursor);
    expect(seen.reduce((all, items) => all + items)).toBe(5);
    expect(Math.max(...seen)).toBeLessThanOrEqual(2);
  });

  it('offered after a load say that there are more, and where they go on [F3]', async () => {
    for (let nth = 0; nth < 3; nth += 1) await ada.create(filled(200_000));
    const { drafts, nextCursor } = await ada.offer();
    expect(drafts.length).toBeLessThanOrEqual(2);
    const seen = drafts.map(({ id }) => id);
    for (let cursor = nextCursor; cursor;) {
      const page = await ada.list({ cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(3);
    expect(await eve.offer()).toEqual({ active: null, drafts: [] });
  });

  it.each(['1', '0.a', '-1.a', `1.${'a'.repeat(65)}`, '9999999999999999.a', '1.a.b'])(
    'do not begin at %p',
    async (cursor) => {
      await expect(ada.list({ cursor })).rejects.toMatchObject({ name: 'InvalidRequest' });
    },
  );
});

describe('a draft that nobody touches', () => {
  it('has expired before anybody looks, and comes back for 30 more days [F6]', async () => {
    const { id, expiresAt } = await ada.create({ a: 1 });
    pass(DRAFT_EXPIRES_AFTER_MS - SECOND);
    expect((await ada.list()).items).toHaveLength(1);
    pass(2 * SECOND);
    expect((await ada.list()).items).toEqual([]);
    expect(await ada.offer()).toEqual({ active: null, drafts: [] });
    expect(await ada.one(id)).toMatchObject({ status: 'expired', expiresAt });
    expect((await ada.list({ status: 'expired' })).items).toMatchObject([{ id }]);
    expect(await codeOf(ada.tell('save', { id, data: {} }))).toBe('draft/not-editable');
    pass(DRAFT_RECOVERABLE_MS - 10 * SECOND);
    expect(await ada.tell('recover', { id })).toMatchObject({ status: 'draft', data: { a: 1 } });
    pass(DRAFT_EXPIRES_AFTER_MS + DRAFT_RECOVERABLE_MS);
    expect(await codeOf(ada.tell('recover', { id }))).toBe('draft/not-recoverable');
  });

  it('expires with the daily round where the sweeper did not come by [F6]', async () => {
    const { id } = await ada.create({});
    const { id: active } = await ada.create({});
    await ada.tell('promote', { id: active });
    pass(DRAFT_EXPIRES_AFTER_MS + SECOND);
    expect(await service.app.get(DraftCleanup).run()).toBeGreaterThanOrEqual(1);
    expect((await ada.events(id)).map(({ type }) => type)).toEqual(['DraftCreated', 'DraftExpired']);
    expect((await ada.one(active)).status).toBe('active');
    expect(await service.app.get(DraftCleanup).run()).toBe(0);
  });
});

describe('the history of a draft', () => {
  it('is every version, newest first, and brings back all of one or some fields [F2]', async () => {
    const { id } = await ada.create({ a: 1, b: 1 }, { title: 'Monday' });
    await ada.tell('save', { id, data: { a: 2, b: 2 }, deviceId: 'laptop' });
    await ada.tell('save', { id, data: { a: 3, b: 3 }, title: 'Tuesday' });
    const { items, nextCursor } = await ada.versions(id, { limit: 2 });
    expect(items).toMatchObject([
      { version: 3, title: 'Tuesday', device: 'phone', bytes: 13 },
      { version: 2, title: 'Monday', device: 'laptop', bytes: 13, restoredFrom: null },
    ]);
    expect((await ada.versions(id, { limit: 2, cursor: nextCursor })).items).toMatchObject([{ version: 1 }]);
    const some = await ada.tell('restore-version', { id, n: 1, paths: ['/a'] });
    expect(some).toMatchObject({ data: { a: 1, b: 3 }, version: 4, title: 'Tuesday' });
    expect(await ada.tell('restore-version', { id, n: 2 })).toMatchObject({ data: { a: 2, b: 2 }, title: 'Monday' });
    expect((await ada.versions(id)).items[0]).toMatchObject({ version: 5, restoredFrom: 2 });
    expect(await ada.difference(id, 5, 1)).toMatchObject({
      from: 5,
      to: 1,
      patch: [
        { op: 'replace', path: '/a', label: 'a', value: 1 },
        { op: 'replace', path: '/b', value: 1 },
      ],
    });
    for (const n of [6, 2 ** 31, Number.MAX_SAFE_INTEGER]) {
      expect(await codeOf(ada.tell('restore-version', { id, n }))).toBe('draft-version/not-found');
      expect(await codeOf(ada.difference(id, 1, n))).toBe('draft-version/not-found');
    }
    expect(await codeOf(ada.tell('restore-version', { id, n: 1, paths: ['/c'] }))).toBe('draft-field/not-found');
  });

  it('fits into one message, whatever differs [F2]', async () => {
    const many = (value: number) => ({ ['n'.repeat(500)]: Array.from({ length: 15_000 }, () => value) });
    const { id } = await ada.create(many(1));
    await ada.tell('save', { id, data: many(2) });
    const { patch } = await ada.difference(id, 1, 2);
    expect(patch).toEqual([{ op: 'replace', path: '', label: 'everything', value: many(2) }]);
  });
});

describe('what a device missed of drafts', () => {
  it('is each draft that changed, the oldest change first, as it stands now [T8]', async () => {
    const first = await ada.create({ a: 1 });
    const second = await ada.create({ a: 1 });
    const changed = await ada.tell('save', { id: first.id, data: { a: 2 } });
    const { revisions, missed } = await ada.followed({ drafts: first.revision });
    expect(revisions).toEqual({ progress: 0, drafts: changed.revision });
    expect(missed.drafts).toEqual([second, changed]);
    expect((await ada.followed({ drafts: changed.revision })).missed).toEqual({});
    expect((await eve.followed({ drafts: 0 })).missed).toEqual({});
  });

  it('is an outline of what is large, and comes in pages [I-31]', async () => {
    const { id } = await ada.create(filled(50_000), { title: 'Large' });
    for (let nth = 0; nth < 25; nth += 1) await ada.create({ nth });
    const { missed, revisions } = await ada.followed({ drafts: 0 });
    expect(missed.drafts![0]).toMatchObject({ id, title: 'Large', isOutlined: true });
    expect(missed.drafts![0]).not.toHaveProperty('data');
    expect(missed.drafts).toHaveLength(20);
    const rest = await ada.followed({ drafts: missed.drafts!.at(-1)!.revision });
    expect(rest.missed.drafts!.at(-1)!.revision).toBe(revisions.drafts);
    expect(rest.missed.drafts).toHaveLength(6);
  });
});
