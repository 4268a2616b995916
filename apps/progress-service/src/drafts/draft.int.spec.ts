import { randomUUID } from 'node:crypto';
import { DRAFT_BYTES_MAX, DRAFT_EXPIRES_AFTER_MS, SECOND, toIso } from '@tidemark/domain';
import { Author, codeOf, filled } from '../testing/author';
import { ServiceUnderTest, START_MAX_MS } from '../testing/service-under-test';

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

  it('does not begin in the future or long ago, and that is what the refusal says [I-06]', async () => {
    for (const ms of [SECOND * 60, -DRAFT_EXPIRES_AFTER_MS]) {
      const wish = { at: toIso(service.clock.at + ms), commandId: randomUUID() };
      for (const who of [ada, ada.at(1)]) {
        await expect(who.create({}, wish)).rejects.toMatchObject({ code: 'draft/at-out-of-range', details: {} });
      }
    }
    expect((await ada.list()).items).toEqual([]);
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
