import type { Device } from '../kit/device';
import { eventually } from '../kit/eventually';
import { BAD_KEYS, NONSENSE } from '../kit/nonsense';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';
import { untouched, type Untouched } from '../kit/untouched';

let story: StoryStack;
let person: Person;
let phone: Device;
let before: Untouched;

beforeAll(async () => {
  story = await startStory();
  person = await Person.guest(story.addresses[0]);
  phone = await person.connect('phone');
  before = await untouched(story);
}, STACK_MS);
afterAll(async () => {
  person?.closeEverything();
  await story?.close();
}, STACK_MS);

afterEach(async () => {
  expect(await untouched(story)).toEqual(before);
  expect(phone.isConnected).toBe(true);
});

const invalid = {
  ok: false,
  error: { code: 'request/invalid', message: expect.any(String), details: expect.any(Array) },
};
const command = (rest: object) => phone.say('command', { name: 'timer/start', commandId: 'k', data: {}, ...rest });

describe('on a socket', () => {
  it.each(NONSENSE.filter(([, body]) => !Object.hasOwn(body as object, 'at')))(
    'a command with %s is refused, and says so',
    async (_, data) => expect(await command({ data })).toEqual(invalid),
  );

  it.each(NONSENSE.filter(([, body]) => Object.hasOwn(body as object, 'at')))(
    'a command with %s is refused, and says so',
    async (_, body) => expect(await command(body as object)).toEqual(invalid),
  );

  it.each(BAD_KEYS)('a command key with %s is refused', async (_, commandId) =>
    expect(await command({ commandId })).toEqual(invalid),
  );

  it.each<[string, object]>([
    ['no name', { name: undefined }],
    ['a name that nobody knows', { name: 'timer/nap' }],
    ['the name of every object', { name: 'constructor' }],
    ['a name that is an object', { name: {} }],
    ['a stranger beside the name', { userId: 'somebody-else' }],
    ['a list as data', { data: [] }],
    ['a text as data', { data: 'x' }],
    ['null as data', { data: null }],
    ['bytes as data', { data: Buffer.from('{}') }],
  ])('a command with %s is refused', async (_, rest) => expect(await command(rest)).toEqual(invalid));

  it.each<[string, unknown[]]>([
    ['nothing at all', []],
    ['null', [null]],
    ['a text', ['timer/start']],
    ['a number', [7]],
    ['a list', [[]]],
    ['two objects', [{}, {}]],
    ['bytes', [Buffer.from([0, 1, 2])]],
  ])('a command that is %s is refused', async (_, payload) =>
    expect(await phone.say('command', ...payload)).toEqual(invalid),
  );

  it.each<[string, unknown]>([
    ['a text', 'x'],
    ['a list', []],
    ['revisions as texts', { revisions: { timer: '1' } }],
    ['revisions below zero', { revisions: { timer: -1 } }],
    ['revisions of a stranger', { revisions: { evil: 1 } }],
    ['a device with a space', { deviceId: 'my phone' }],
  ])('a heartbeat that is or has %s is refused', async (_, body) =>
    expect(await phone.say('heartbeat', body)).toEqual(invalid),
  );

  it.each<[string, unknown[], string]>([
    ['without a token', [{}], 'auth/missing'],
    ['with a number', [{ token: 7 }], 'auth/invalid'],
    ['with an object', [{ token: {} }], 'auth/invalid'],
    ['with nothing', [], 'request/invalid'],
  ])('a renewal %s is refused', async (_, payload, code) =>
    expect(await phone.say('auth', ...payload)).toMatchObject({ ok: false, error: { code } }),
  );

  it.each(['nonsense', 'snapshot', 'changed', 'toString', '__proto__', 'x'.repeat(1_000)])(
    'an event named %s is answered as unknown',
    async (event) => {
      expect(await phone.say(event, {})).toMatchObject({ ok: false, error: { code: 'request/unknown-event' } });
    },
  );

  it('nonsense without a wish for an answer harms nobody', async () => {
    for (const payload of [undefined, null, 'x', [], { name: {} }]) phone.tell('command', payload);
    expect(await phone.say('time')).toMatchObject({ ok: true });
  });

  it('a message that is too large ends that socket and no other', async () => {
    const other = await person.connect('other');
    other.tell('command', {
      name: 'timer/start',
      commandId: 'large',
      data: { task: { id: 'a', title: 'x'.repeat(1_000_000) } },
    });
    await eventually(() => expect(other.connections).toBeGreaterThan(1));
    other.close();
  });

  it.each<[string, object, string]>([
    ['no token', { token: undefined }, 'auth/missing'],
    ['a token that is an object', { token: {} }, 'auth/invalid'],
    ['a device with a space', { deviceId: 'my phone' }, 'request/invalid'],
    ['a device that is an object', { deviceId: {} }, 'request/invalid'],
    ['revisions that are a text', { revisions: 'x' }, 'request/invalid'],
    ['revisions of a stranger', { revisions: { evil: 1 } }, 'request/invalid'],
  ])('a handshake with %s is refused with a code', async (_, introduction, code) => {
    const stranger = person.device('stranger', { introduction: { token: person.token, ...introduction } });
    stranger.open();
    await eventually(() => expect(stranger.refusal).toMatchObject({ code }));
    stranger.close();
  });
});
