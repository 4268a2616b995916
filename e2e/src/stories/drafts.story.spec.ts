import { DRAFT_BYTES_MAX, DRAFT_EXPIRES_AFTER_MS, DRAFT_RECOVERABLE_MS, MINUTE } from '@tidemark/domain';

import type { Device } from '../kit/device';
import { begun, draftIn, draftNews, patched, pathOf, storedDraft } from '../kit/drafts';
import { eventually } from '../kit/eventually';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';
import { canTravel } from '../kit/time-machine';

const STORY_MS = 60_000;
const DRAFTS = '/api/drafts';
const form = { plate: 'UL-1', seats: 4, owner: { name: 'Ada', city: 'Ulm' } };

let story: StoryStack;
let person: Person;
let phone: Device;
let laptop: Device;

beforeAll(async () => {
  story = await startStory({ gateways: 2, progressServices: 2 }, {}, { timeTravel: canTravel });
}, STACK_MS);
afterAll(() => story?.close(), STACK_MS);

beforeEach(async () => {
  person = await Person.guest(story.addresses[0]);
  phone = await person.connect('phone');
  laptop = await person.connect('laptop', { address: story.addresses[1] });
});
afterEach(() => person?.closeEverything());

const filled = (bytes: number) => ({ note: 'x'.repeat(bytes - '{"note":""}'.length) });
const codeOf = (answer: { readonly status: number; readonly body: { readonly error?: { readonly code: string } } }) => [
  answer.status,
  answer.body.error?.code,
];

describe('a form that two devices fill in', () => {
  it('keeps what each of them changed, and both see it at once [F5] [I-20]', async () => {
    const { id, revision: baseRevision } = await begun(person, form);
    await eventually(() => expect(draftNews(phone).at(-1)).toMatchObject({ id, data: form }));
    const [one, other] = await Promise.all([
      patched(person, id, { baseRevision, data: { plate: 'UL-2' } }, 'phone'),
      laptop.command('draft/patch', { id, baseRevision, data: { owner: { city: 'Rom' } } }),
    ]);
    expect([one.status, other.ok]).toEqual([200, true]);
    const merged = { plate: 'UL-2', seats: 4, owner: { name: 'Ada', city: 'Rom' } };
    const standing = draftIn(await person.get(pathOf(id)));
    expect(standing).toMatchObject({ data: merged, version: 3, overwritten: [] });
    for (const device of [phone, laptop]) {
      await eventually(() => expect(draftNews(device).at(-1)).toEqual(standing));
      expect(draftNews(device).map(({ version }) => version)).toEqual([1, 2, 3]);
    }
    expect((await person.get(pathOf(id))).text).toContain('"data":{"plate":"UL-2","seats":4,"owner":');
  });

  it('says whose value was overwritten where both changed the same field, and keeps it [F5] [I-24]', async () => {
    const { id, revision: baseRevision } = await begun(person, form);
    await laptop.command('draft/patch', { id, baseRevision, data: { plate: 'UL-2' } });
    const answer = await patched(person, id, { baseRevision, data: { plate: 'UL-3' } }, 'phone');
    expect(draftIn(answer)).toMatchObject({
      data: { plate: 'UL-3' },
      overwritten: [{ path: '/plate', theirs: 'UL-2', device: 'laptop', version: 2, stands: 'sent' }],
    });
    const { body } = await person.get(pathOf(id, '/diff?from=2&to=3'));
    expect(body['patch']).toEqual([{ op: 'replace', path: '/plate', label: 'plate', value: 'UL-3' }]);
    const restored = await person.post(pathOf(id, '/versions/2/restore'), { paths: ['/plate'] });
    expect(draftIn(restored)).toMatchObject({ data: { plate: 'UL-2' }, version: 4 });
    const { body: history } = await person.get(pathOf(id, '/versions'));
    expect(history['items']).toMatchObject([
      { version: 4, restoredFrom: 2 },
      { version: 3, device: 'phone', overwritten: [{ path: '/plate' }] },
      { version: 2, device: 'laptop' },
      { version: 1 },
    ]);
  });

  it('is there for a device that was away, with all that it missed [T8] [I-20]', async () => {
    const before = await begun(person, form);
    await eventually(() => expect(draftNews(laptop)).toHaveLength(1));
    const changed = draftIn(await patched(person, before.id, { data: { seats: 5 } }, 'phone'));
    const beat = await laptop.heartbeat({ revisions: { drafts: before.revision } });
    expect(beat).toMatchObject({ ok: true, revisions: { drafts: changed.revision }, missed: { drafts: [changed] } });
    const tablet = person.device('tablet', {
      introduction: { token: person.token, deviceId: 'tablet', revisions: { drafts: before.revision } },
    });
    expect(await tablet.online()).toMatchObject({ drafts: [changed] });
  });
});

describe('the session under way', () => {
  it('is one, also when two devices promote at once through two gateways [F4] [I-25]', async () => {
    for (let round = 0; round < 5; round += 1) {
      const who = await Person.guest(story.addresses[0]);
      const [monday, tuesday] = [await begun(who, {}, { title: 'Monday' }), await begun(who, {}, { title: 'Tuesday' })];
      const answers = await Promise.all(
        [monday, tuesday].map(({ id }, nth) =>
          who.ask('POST', pathOf(id, '/promote'), { body: { data: { nth } } }, story.addresses[nth]),
        ),
      );
      const winner = answers.find(({ status }) => status === 200);
      const loser = answers.find(({ status }) => status === 409);
      const { id, title } = draftIn(winner!);
      expect(loser?.body.error).toMatchObject({ code: 'draft/another-active', details: { active: { id, title } } });
      expect(loser?.body.error?.message).toContain(title);
      const { body } = await who.get(`${DRAFTS}/restore?profileId=garage`);
      expect(body).toMatchObject({ active: { id }, drafts: [{ status: 'draft' }] });
      await storedDraft(story.database, monday.id);
      await storedDraft(story.database, tuesday.id);
    }
  });

  it('is restored first, and otherwise the drafts are offered, most recent first [F3]', async () => {
    const offered = async () => (await person.get(`${DRAFTS}/restore?profileId=garage`)).body;
    expect(await offered()).toEqual({ active: null, drafts: [] });
    expect(codeOf(await person.get(`${DRAFTS}/latest?profileId=garage`))).toEqual([404, 'draft/not-found']);
    const [first, second] = [await begun(person, { nth: 1 }), await begun(person, { nth: 2 })];
    await begun(person, {}, { profileId: 'boat' });
    await patched(person, first.id, { data: { touched: true } }, 'phone');
    expect(await offered()).toMatchObject({ active: null, drafts: [{ id: first.id }, { id: second.id }] });
    expect((await person.get(`${DRAFTS}/latest?profileId=garage`)).body).toMatchObject({ id: first.id });
    await phone.command('draft/promote', { id: second.id });
    expect(await offered()).toMatchObject({ active: { id: second.id }, drafts: [{ id: first.id }] });
    await laptop.command('draft/close', { id: second.id });
    expect(await offered()).toMatchObject({ active: null, drafts: [{ id: first.id }] });
    expect((await person.get(`${DRAFTS}?status=closed`)).body['items']).toMatchObject([{ id: second.id }]);
  });
});

describe('a draft of somebody else', () => {
  it('is not there, on any surface, and whoever owns it hears nothing [API1] [I-26]', async () => {
    const { id } = await begun(person, { secret: 'canary' });
    const eve = await Person.guest(story.addresses[0]);
    const spy = await eve.connect('spy');
    await eve.post(DRAFTS, { profileId: 'garage', data: {} }, { 'Idempotency-Key': 'used' });
    const known = [await eve.get(pathOf('nobody')), await eve.get(pathOf(id))];
    const asked = ['', '/versions', '/diff?from=1&to=1'].map((rest) => eve.get(pathOf(id, rest)));
    const said = ['/promote', '/close', '/discard', '/recover', '/versions/1/restore'].flatMap((rest) =>
      [{}, { commandId: 'used' }].map((body) => eve.post(pathOf(id, rest), body)),
    );
    const saved = [eve.put(pathOf(id), { data: {} }), patched(eve, id, { data: {} }, 'spy')];
    for (const answer of await Promise.all([...asked, ...said, ...saved])) {
      expect(codeOf(answer)).toEqual([404, 'draft/not-found']);
      expect(answer.body.error).toEqual(known[0]?.body.error);
    }
    for (const verb of ['save', 'patch', 'promote', 'close', 'discard', 'recover']) {
      const data = ['save', 'patch'].includes(verb) ? { id, data: {} } : { id };
      const ack = await spy.command(`draft/${verb}`, data);
      expect(ack).toMatchObject({ ok: false, error: { code: 'draft/not-found', details: {} } });
    }
    expect(JSON.stringify(spy.frames)).not.toContain('canary');
    expect((await storedDraft(story.database, id)).events).toHaveLength(1);
    eve.closeEverything();
  });
});

describe('the same wish again', () => {
  it('has the first answer, over HTTP, over a socket, and from the one to the other [I-06]', async () => {
    const key = { 'Idempotency-Key': 'begin-1' };
    const first = await person.post(DRAFTS, { profileId: 'garage', data: form }, key);
    expect(first.status).toBe(201);
    const { id } = draftIn(first);
    await patched(person, id, { data: { seats: 9 } }, 'laptop');
    expect((await person.post(DRAFTS, { profileId: 'garage', data: form }, key)).text).toBe(first.text);
    const said = { profileId: 'garage', data: form };
    expect(await phone.command('draft/create', said, { commandId: 'begin-1' })).toEqual({ ok: true, ...first.body });
    expect(codeOf(await person.post(DRAFTS, { profileId: 'boat', data: form }, key))).toEqual([
      409,
      'request/key-reused',
    ]);
    expect(codeOf(await person.put(pathOf(id), { data: form, commandId: 'begin-1' }))).toEqual([
      409,
      'request/key-reused',
    ]);
    expect((await person.get(DRAFTS)).body['items']).toHaveLength(1);
  });
});

describe('what a form may hold', () => {
  it('goes over a socket as well, and is refused there in the same words [F1]', async () => {
    const { id } = await begun(person, {});
    const save = (data: object) => laptop.command('draft/save', { id, data });
    expect(await save(filled(DRAFT_BYTES_MAX))).toMatchObject({ ok: true });
    expect(await save(filled(DRAFT_BYTES_MAX + 1))).toMatchObject({ ok: false, error: { code: 'draft/too-large' } });
    expect(draftIn(await person.get(pathOf(id)))).toMatchObject({ data: filled(DRAFT_BYTES_MAX) });
  });

  it('is 256 KiB and not a byte more; large news are outlined [F1] [I-31]', async () => {
    const { id } = await begun(person, filled(DRAFT_BYTES_MAX));
    await eventually(() => expect(draftNews(laptop)).toMatchObject([{ id, isOutlined: true, version: 1 }]));
    expect(draftNews(laptop)[0]).not.toHaveProperty('data');
    expect(draftIn(await person.get(pathOf(id))).data).toEqual(filled(DRAFT_BYTES_MAX));
    const refused = await person.put(pathOf(id), { data: filled(DRAFT_BYTES_MAX + 1) });
    expect(codeOf(refused)).toEqual([413, 'draft/too-large']);
    expect(refused.text.length).toBeLessThan(1_000);
    expect(codeOf(await person.put(pathOf(id), { data: filled(600_000) }))).toEqual([413, 'request/too-large']);
  });

  it('may be made of nothing but quotes, and still is told to everybody [F1] [I-20]', async () => {
    const quotes = { note: '"'.repeat((DRAFT_BYTES_MAX - 11) / 2) };
    const { id } = await begun(person, quotes);
    await eventually(() => expect(draftNews(phone)).toMatchObject([{ id, isOutlined: true }]));
    expect(draftIn(await person.get(pathOf(id))).data).toEqual(quotes);
  });

  it.each([
    ['a number that would be rounded', '{"a":9007199254740993}', 'data.a', 'exactNumber'],
    ['a fraction that would be', '{"a":[0.1000000000000000055]}', 'data.a.0', 'exactNumber'],
    ['a key twice', '{"a":1,"a":2}', 'data.a', 'uniqueKey'],
    ['the key of a prototype', '{"__proto__":{}}', 'data', 'forbiddenKey'],
  ])('is not %s [F1]', async (_, data, path, rule) => {
    const answer = await person.ask('POST', DRAFTS, { body: `{"profileId":"garage","data":${data}}` });
    expect(codeOf(answer)).toEqual([400, 'request/invalid']);
    expect(answer.body.error?.details).toMatchObject([{ path, rule }]);
  });
});

(canTravel ? describe : describe.skip)('a draft that nobody touches', () => {
  it(
    'expires after 30 days, which every device hears, and can be recovered for 30 more [F6]',
    async () => {
      const { id, expiresAt } = await begun(person, form);
      const { id: lost } = await begun(person, form);
      await story.travel(DRAFT_EXPIRES_AFTER_MS - MINUTE);
      expect(draftIn(await person.get(pathOf(id))).status).toBe('draft');
      await story.travel(2 * MINUTE);
      await eventually(async () => {
        const { events } = await storedDraft(story.database, id);
        expect(events.at(-1)).toEqual({ type: 'DraftExpired', data: { expiredAt: Date.parse(expiresAt!) } });
      });
      await eventually(() => {
        expect(draftNews(laptop).filter(({ status }) => status === 'expired')).toHaveLength(2);
      });
      expect((await person.get(DRAFTS)).body['items']).toEqual([]);
      expect(draftIn(await person.post(pathOf(id, '/recover')))).toMatchObject({ status: 'draft', data: form });
      await story.travel(DRAFT_RECOVERABLE_MS);
      expect(codeOf(await person.post(pathOf(lost, '/recover')))).toEqual([409, 'draft/not-recoverable']);
    },
    STORY_MS,
  );
});
