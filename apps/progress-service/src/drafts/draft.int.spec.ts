import { randomUUID } from 'node:crypto';
import { DRAFT_BYTES_MAX, DRAFT_EXPIRES_AFTER_MS, DRAFT_RECOVERABLE_MS, SECOND, toIso } from '@tidemark/domain';
import { Author } from '../testing/author';
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
const codeOf = (failed: Promise<unknown>) =>
  failed.then(
    () => 'done',
    (failure: { code?: string }) => failure.code,
  );
const filled = (bytes: number) => ({ note: 'x'.repeat(bytes - '{"note":""}'.length) });

describe('a draft', () => {
  it('is what was sent, to the letter [F1]', async () => {
    const data = { z: 1, a: { soldAt: 5, toString: null, list: [[{}]] }, price: 0.1 };
    const wish = { subjectId: 'UL-1', title: 'Monday', deviceInfo: { model: 'X' } };
    const created = await ada.create(data, wish);
    expect(JSON.stringify(created.data)).toBe(JSON.stringify(data));
    expect(created).toMatchObject({ ...wish, profileId: 'garage', status: 'draft', version: 1 });
    expect(created.expiresAt).toBe(toIso(Date.parse(created.createdAt) + DRAFT_EXPIRES_AFTER_MS));
    expect(await ada.one(created.id)).toEqual(created);
  });

  it('is made once, however often its creation is told [I-06]', async () => {
    const wish = { commandId: randomUUID(), title: 'Monday' };
    const first = await ada.create({ a: 1 }, wish);
    await ada.tell('save', { id: first.id, data: { a: 2 } });
    expect(await ada.at(1).create({ a: 1 }, wish)).toEqual(first);
    expect(await codeOf(ada.create({ a: 3 }, wish))).toBe('request/key-reused');
    expect((await ada.list()).items).toHaveLength(1);
  });

  it('merges what two devices change, and says what was overwritten and whose it was [F5]', async () => {
    const { id, revision: baseRevision } = await ada.create({ plate: 'UL-1', seats: 4, color: 'red' });
    await ada.at(1).tell('patch', { id, deviceId: 'laptop', baseRevision, data: { plate: 'UL-2', seats: 5 } });
    const merged = await ada.tell('save', { id, baseRevision, data: { plate: 'UL-3', seats: 4, color: 'blue' } });
    expect(merged.data).toEqual({ plate: 'UL-3', seats: 5, color: 'blue' });
    const theirs = { path: '/plate', theirs: 'UL-2', device: 'laptop', version: 2, stands: 'sent' };
    expect(merged.overwritten).toEqual([theirs]);
    expect((await ada.difference(id, 2, 3)).patch).toMatchObject([{ path: '/plate' }, { path: '/color' }]);
  });

  it('takes a base that is older than itself for an empty form [F5]', async () => {
    const { id } = await ada.create({ a: 1, b: 1 });
    const merged = await ada.tell('save', { id, baseRevision: 0, deviceId: 'laptop', data: { a: 2 } });
    expect(merged.overwritten).toMatchObject([{ path: '/a', theirs: 1 }]);
    expect(merged.data).toEqual({ a: 2, b: 1 });
  });

  it('holds 256 KiB, and refuses more without repeating any of it [F1]', async () => {
    const { id } = await ada.create(filled(DRAFT_BYTES_MAX));
    const tooMuch = ada.tell('save', { id, data: filled(DRAFT_BYTES_MAX + 1) });
    await expect(tooMuch).rejects.toMatchObject({
      code: 'draft/too-large',
      details: { bytes: DRAFT_BYTES_MAX + 1, bytesMax: DRAFT_BYTES_MAX },
    });
    expect(await codeOf(ada.tell('patch', { id, data: { more: 1 } }))).toBe('draft/too-large');
    expect((await ada.one(id)).version).toBe(1);
  });
});

describe('a draft of somebody else', () => {
  it('is not there, whatever is asked or wished, and stays as it is [I-26]', async () => {
    const { id, profileId } = await ada.create({ secret: 1 });
    const commandId = randomUUID();
    await eve.create({}, { commandId });
    for (const verb of ['save', 'patch', 'promote', 'close', 'discard', 'recover', 'restore-version']) {
      for (const wish of [
        { id, data: {}, n: 1 },
        { id, data: {}, n: 1, commandId },
        { id: 'nobody', data: {}, n: 1 },
        { id: 'nobody', data: {}, n: 1, commandId },
      ]) {
        await expect(eve.tell(verb, wish)).rejects.toMatchObject({ code: 'draft/not-found', details: {} });
      }
    }
    expect(await codeOf(eve.one(id))).toBe('draft/not-found');
    expect(await codeOf(eve.versions(id))).toBe('draft/not-found');
    expect(await codeOf(eve.difference(id, 1, 1))).toBe('draft/not-found');
    expect(await codeOf(eve.ask('latest', { profileId: 'other' }))).toBe('draft/not-found');
    expect((await eve.offer(profileId)).drafts).toHaveLength(1);
    expect((await ada.events(id)).map(({ type }) => type)).toEqual(['DraftCreated']);
  });

  it('does not even expire because they ask [I-26]', async () => {
    const { id } = await ada.create({});
    pass(DRAFT_EXPIRES_AFTER_MS + SECOND);
    expect(await codeOf(eve.one(id))).toBe('draft/not-found');
    expect(await codeOf(eve.tell('save', { id, data: {} }))).toBe('draft/not-found');
    expect(await ada.events(id)).toHaveLength(1);
  });
});

describe('the active session of a profile', () => {
  it('is what was on the screen when it was promoted [F4] [I-25]', async () => {
    const { id } = await ada.create({ a: 1 });
    const active = await ada.tell('promote', { id, data: { a: 2 } });
    expect(active).toMatchObject({ status: 'active', data: { a: 2 }, version: 2, expiresAt: null });
    expect(await ada.tell('promote', { id })).toMatchObject({ status: 'active', version: 2 });
    expect(await ada.offer()).toMatchObject({ active: { id }, drafts: [] });
    expect(await ada.tell('close', { id })).toMatchObject({ status: 'closed' });
    expect(await codeOf(ada.tell('save', { id, data: {} }))).toBe('draft/not-editable');
  });

  it('is one: the second is refused by the name of the first, also when it is asked again [F4] [I-06]', async () => {
    const [first, second, other] = await Promise.all([
      ada.create({}, { title: 'Monday' }),
      ada.create({}, { title: 'Tuesday' }),
      ada.create({}, { profileId: 'boat' }),
    ]);
    await ada.tell('promote', { id: first.id });
    const wish = { id: second.id, commandId: randomUUID() };
    const refusal = {
      code: 'draft/another-active',
      message: expect.stringContaining('Monday') as string,
      details: { active: { id: first.id, title: 'Monday' }, id: second.id, status: 'draft' },
    };
    await expect(ada.tell('promote', wish)).rejects.toMatchObject(refusal);
    await ada.tell('save', { id: first.id, title: 'Renamed', data: {} });
    await ada.tell('close', { id: first.id });
    await expect(ada.at(1).tell('promote', wish)).rejects.toMatchObject(refusal);
    expect(await ada.tell('promote', { id: other.id })).toMatchObject({ status: 'active' });
    expect(await ada.tell('promote', { id: second.id })).toMatchObject({ status: 'active' });
  });

  it('is one also for many who promote at once, in one batch and in several instances [F4] [I-25]', async () => {
    const drafts = await Promise.all(Array.from({ length: 12 }, (_, nth) => ada.create({}, { title: `Draft ${nth}` })));
    const promoted = await Promise.allSettled(
      drafts.map(({ id }, nth) => ada.at(nth % 2).tell('promote', { id, data: { nth } })),
    );
    const winners = promoted.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(winners).toHaveLength(1);
    const [winner] = winners;
    const active = { id: winner!.id, title: winner!.title };
    for (const result of promoted) {
      if (result.status === 'rejected') {
        expect(result.reason).toMatchObject({ code: 'draft/another-active', details: { active } });
      }
    }
    expect((await ada.offer()).active).toEqual(winner);
  });
});

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
    expect((await ada.offer()).drafts.length).toBeLessThanOrEqual(2);
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
