import { HOUR, MINUTE, toIso } from '@tidemark/domain';

import type { Device } from '../kit/device';
import { eventsOf, typesOf } from '../kit/event-store';
import { eventually } from '../kit/eventually';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

const SESSION = '/api/session';
const ENTRIES = '/api/session/entries';

let story: StoryStack;
let person: Person;
let phone: Device;
/** Some hours ago, on the day at hand. */
let startedAt: number;

beforeAll(async () => {
  story = await startStory({ gateways: 2, timerServices: 2 });
}, STACK_MS);
afterAll(() => story?.close(), STACK_MS);

beforeEach(async () => {
  // Somewhere it is after eight o'clock, so that six hours ago is the same day.
  person = await Person.guest(story.addresses[0], new Date().getUTCHours() >= 8 ? 'UTC' : 'Asia/Tokyo');
  phone = await person.connect('phone', { address: story.addresses[1] });
  startedAt = Date.now() - 6 * HOUR;
});
afterEach(() => person?.closeEverything());

const entry = (id: string, type: 'IN' | 'OUT', minutes: number) => ({
  id,
  type,
  timestamp: startedAt + minutes * MINUTE,
});
const change = (method: string, path: string, body?: object) => person.ask(method, path, body ? { body } : {});
const types = async () => typesOf(await eventsOf(story.database, person.userId, 'clock'));

describe('entries of the work clock', () => {
  it('are added, corrected and removed, each as an event, and asking twice is no error [C3]', async () => {
    await person.post(ENTRIES, { ...entry('came', 'IN', 0), time: '09:00' });
    await person.post(ENTRIES, entry('left', 'OUT', 60));
    for (let twice = 0; twice < 2; twice += 1) {
      expect((await change('PATCH', `${ENTRIES}/left`, { timestamp: startedAt + 90 * MINUTE })).status).toBe(200);
    }
    for (const commandId of ['once', 'once', 'again']) {
      expect((await change('DELETE', `${ENTRIES}/left?commandId=${commandId}`)).status).toBe(200);
    }
    expect(await types()).toEqual(['EntryAdded', 'EntryAdded', 'EntryCorrected', 'EntryRemoved']);
    await eventually(() =>
      expect(phone.news('session').map(({ event }) => event?.type)).toEqual([
        ...['EntryAdded', 'EntryAdded', 'EntryCorrected', 'EntryRemoved'],
      ]),
    );
  });

  it('never overlap: who tries is told the neighbours and how it stands [C3] [T11]', async () => {
    await person.post(SESSION, { entries: [entry('came', 'IN', 0), entry('left', 'OUT', 60)] });
    const inBetween = entry('between', 'IN', 30);
    const overHttp = await person.post(ENTRIES, inBetween);
    const onSocket = await phone.command('session/save', { entries: [inBetween] });
    expect(overHttp.status).toBe(409);
    for (const refused of [overHttp.body.error, onSocket.error]) {
      expect(refused).toMatchObject({
        code: 'session/entries-overlap',
        details: { entry: inBetween, before: { id: 'came' }, after: { id: 'left' }, currentStatus: 'OUT' },
      });
    }
    expect(await types()).toEqual(['EntryAdded', 'EntryAdded']);
  });

  it('of a device that missed something are merged, and replace nothing [C2]', async () => {
    await person.post(SESSION, { entries: [entry('came', 'IN', 0)] });
    const { revision } = (await person.get(SESSION)).body;
    await phone.command('session/add-entry', entry('left', 'OUT', 60));
    await phone.command('session/add-entry', entry('back', 'IN', 90));
    const stale = await person.post(SESSION, {
      ...{ baseRevision: revision, currentStatus: 'IN', dailyStats: { totalWorkMinutes: 9_999 } },
      entries: [entry('came', 'IN', 5), entry('gone', 'OUT', 120)],
    });
    const merged = [
      entry('came', 'IN', 5),
      entry('left', 'OUT', 60),
      entry('back', 'IN', 90),
      entry('gone', 'OUT', 120),
    ];
    expect(stale).toMatchObject({ status: 200, body: { entries: merged, currentStatus: 'OUT' } });
    expect(stale.body).toMatchObject({ dailyStats: { totalWorkMinutes: 85, totalBreakMinutes: 30, isComplete: true } });
  });

  it('belong to whoever made them: of anybody else they are not there [I-26]', async () => {
    await person.post(ENTRIES, entry('mine', 'IN', 0));
    const ben = await Person.guest(story.addresses[0]);
    const body = { timestamp: startedAt };
    for (const [method, said] of [
      ['PATCH', { body }],
      ['DELETE', {}],
    ] as const) {
      const { status, body: answer } = await ben.ask(method, `${ENTRIES}/mine`, said);
      expect([status, answer.error?.code, answer.error?.details]).toEqual([404, 'entry/not-found', {}]);
    }
    expect(await types()).toEqual(['EntryAdded']);
  });
});

describe('a day that begins anew', () => {
  it('does so once for each key, wherever the key stands [C2]', async () => {
    const keys = [
      (key: string) => change('DELETE', `${SESSION}?commandId=${key}`),
      (key: string) => change('DELETE', SESSION, { commandId: key }),
      (key: string) => person.ask('DELETE', SESSION, { headers: { 'idempotency-key': key } }),
    ];
    for (const [nth, clear] of keys.entries()) {
      await phone.command('session/clock-in');
      const first = await clear(`clear-${nth}`);
      expect(first).toMatchObject({ status: 200, body: { currentStatus: 'OUT', entries: [] } });
      await phone.command('session/clock-in');
      for (const repeat of keys) expect((await repeat(`clear-${nth}`)).text).toBe(first.text);
      expect(await phone.command('session/clear')).toMatchObject({ ok: true, entries: [] });
    }
    expect((await types()).filter((type) => type === 'SessionCleared')).toHaveLength(2 * keys.length);
  });
});

describe('a save that is tried again', () => {
  it('is the same save, though the device has counted on meanwhile [C2]', async () => {
    const save = { currentStatus: 'IN', commandId: 'saved' };
    const first = await person.post(SESSION, { ...save, dailyStats: { totalWorkMinutes: 0 } });
    const second = await person.post(SESSION, { ...save, dailyStats: { totalWorkMinutes: 1, more: [[[]]] } });
    expect([second.status, second.text]).toEqual([200, first.text]);
    expect((await person.post(SESSION, { ...save, currentStatus: 'OUT' })).body.error?.code).toBe('request/key-reused');
  });
});

describe('what nobody can mean', () => {
  const now = Date.now();
  it.each([
    ['a status of its own', 'session/save', 'POST', SESSION, { currentStatus: 'in' }],
    ['a theme that is none', 'session/save', 'POST', SESSION, { currentTheme: 'pink' }],
    ['an unknown field beside the ignored one', 'session/save', 'POST', SESSION, { dailyStats: {}, dailystats: {} }],
    ['a revision before the first', 'session/save', 'POST', SESSION, { baseRevision: -1 }],
    ['entries that are none', 'session/save', 'POST', SESSION, { entries: [null] }],
    ['too many entries', 'session/save', 'POST', SESSION, { entries: Array.from({ length: 151 }, () => ({})) }],
    ['two values of one id', 'session/save', 'POST', SESSION, { entries: [at(now), at(now - 1)] }],
    ['a time in quotes', 'session/add-entry', 'POST', ENTRIES, { ...at(now), timestamp: String(now) }],
    ['a time as ISO-8601', 'session/add-entry', 'POST', ENTRIES, { ...at(now), timestamp: toIso(now) }],
    ['half a millisecond', 'session/add-entry', 'POST', ENTRIES, at(now - 0.5)],
    ['a time before 1970', 'session/add-entry', 'POST', ENTRIES, at(-1)],
    ['an id with a blank', 'session/add-entry', 'POST', ENTRIES, { ...at(now), id: 'a b' }],
    ['an id that is a path', 'session/add-entry', 'POST', ENTRIES, { ...at(now), id: '../x' }],
    ['an entry without a type', 'session/add-entry', 'POST', ENTRIES, { id: 'a', timestamp: now }],
    ['hours of nothing', 'session/threshold', 'PUT', `${SESSION}/threshold`, { thresholdHours: 0 }],
    ['an instant that is a number', 'session/clock-in', 'POST', `${SESSION}/clock-in`, { at: now }],
  ])('is refused on both surfaces, and nothing is done: %s', async (_, name, method, path, said) => {
    const overHttp = await change(method, path, said);
    const onSocket = await phone.command(name, said);
    expect([overHttp.status, overHttp.body.error?.code]).toEqual([400, 'request/invalid']);
    expect(onSocket).toMatchObject({ ok: false, error: { code: 'request/invalid' } });
    expect(await types()).toEqual([]);
  });

  it('is refused with what is so where it cannot have happened [C3]', async () => {
    const { serverTime } = (await person.get(SESSION)).body;
    const wishes = [
      [{ ...at(Date.parse(serverTime!) + HOUR) }, 'session/entry-in-future'],
      [{ ...at(Date.parse(serverTime!) - 32 * 24 * HOUR) }, 'session/entry-too-old'],
    ] as const;
    for (const [wish, code] of wishes) {
      const { status, body } = await person.post(ENTRIES, wish);
      expect([status, body.error]).toMatchObject([409, { code, details: { currentStatus: 'OUT', entries: [] } }]);
    }
    for (const hours of [1, -25]) {
      const said = { currentStatus: 'IN', at: toIso(Date.parse(serverTime!) + hours * HOUR) };
      expect((await person.post(SESSION, said)).body.error?.code).toBe('clock/at-out-of-range');
    }
    expect(await types()).toEqual([]);
  });

  function at(timestamp: number) {
    return { id: 'one', type: 'IN', timestamp };
  }
});
