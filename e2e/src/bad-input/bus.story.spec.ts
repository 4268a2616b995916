import { createHmac } from 'node:crypto';

import { registry } from '@tidemark/contracts';
import { IDENTITY_HEADER, querySubject, type Bus } from '@tidemark/messaging';

import { say } from '../kit/bus-stranger';
import { BAD_KEYS, NONSENSE } from '../kit/nonsense';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';
import { untouched, type Untouched } from '../kit/untouched';

let story: StoryStack;
let person: Person;
let bus: Bus;
let before: Untouched;

beforeAll(async () => {
  story = await startStory();
  person = await Person.guest(story.addresses[0]);
  bus = await story.bus('progress-service');
  before = await untouched(story);
}, STACK_MS);
afterAll(() => story?.close(), STACK_MS);

afterEach(async () => expect(await untouched(story)).toEqual(before));

const COMMANDS = 'tidemark.cmd.timer';
const envelope = (rest: object) => ({ name: 'timer/start', userId: person.userId, commandId: 'k', data: {}, ...rest });
const command = (rest: object) => bus.request(COMMANDS, envelope(rest));
const invalid = {
  ok: false,
  error: { status: 400, code: 'request/invalid', message: expect.any(String), details: expect.any(Array) },
};

describe('on the bus', () => {
  it.each(NONSENSE)('a command with %s is refused', async (_, body) => {
    const { at, ...data } = body as { at?: unknown };
    expect(await command({ data, ...(at !== undefined && { at }) })).toEqual(invalid);
  });

  it.each(BAD_KEYS)('a command key with %s is refused', async (_, commandId) =>
    expect(await command({ commandId })).toEqual(invalid),
  );

  it.each(BAD_KEYS)('a user id with %s is refused', async (_, userId) =>
    expect(await command({ userId })).toEqual(invalid),
  );

  it.each<[string, object]>([
    ['no name', { name: undefined }],
    ['a name that is an object', { name: {} }],
    ['a correlation id with a line break', { correlationId: 'a\r\nb' }],
    ['a device that is a number', { deviceId: 7 }],
    ['a list as data', { data: [] }],
    ['null as data', { data: null }],
  ])('a command with %s is refused', async (_, rest) => expect(await command(rest)).toEqual(invalid));

  it('a command that nobody knows is not found', async () => {
    expect(await command({ name: 'timer/nap' })).toMatchObject({ ok: false, error: { code: 'command/not-found' } });
    const query = { name: 'timer/nap', userId: person.userId, data: {} };
    expect(await bus.request('tidemark.query.timer', query)).toMatchObject({
      ok: false,
      error: { status: 404, code: 'query/not-found' },
    });
  });

  it.each(registry.flatMap(({ category, queries }) => queries.map(({ name }) => [name, category] as const)))(
    'the question %s with a field that it does not know is refused',
    async (name, category) => {
      const query = { name, userId: person.userId, data: { surprise: 1 } };
      expect(await bus.request(querySubject(category), query)).toEqual(invalid);
    },
  );

  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['no JSON', Buffer.from('{"name":')],
    ['a list', Buffer.from('[]')],
    ['null', Buffer.from('null')],
    ['bytes', Buffer.from([0xff, 0x00, 0xfe])],
    ['brackets without end', Buffer.from('['.repeat(200_000))],
  ])('a request of %s is refused', async (_, bytes) => {
    expect(await say(story.servers.nats.url, COMMANDS, bytes, { [IDENTITY_HEADER]: bus.identity.token() })).toEqual(
      invalid,
    );
  });

  it.each<[string, () => Record<string, string>]>([
    ['shows nothing', () => ({})],
    ['shows nonsense', () => ({ [IDENTITY_HEADER]: 'nonsense' })],
    ['shows a person’s token', () => ({ [IDENTITY_HEADER]: person.token })],
    ['signs with another secret', () => ({ [IDENTITY_HEADER]: signed({ sub: 'gateway' }, 'x'.repeat(32)) })],
    ['has run out', () => ({ [IDENTITY_HEADER]: signed({ sub: 'gateway', iat: 1, exp: 2 }) })],
    ['says no name', () => ({ [IDENTITY_HEADER]: signed({ sub: undefined }) })],
    ['never runs out', () => ({ [IDENTITY_HEADER]: signed({ sub: 'gateway', exp: 4_000_000_000 }) })],
    ['asks for no signature', () => ({ [IDENTITY_HEADER]: signed({ sub: 'gateway' }, undefined, 'none') })],
  ])('a caller who %s is refused', async (_, headers) => {
    const bytes = Buffer.from(JSON.stringify(envelope({})));
    expect(await say(story.servers.nats.url, COMMANDS, bytes, headers())).toMatchObject({
      ok: false,
      error: { status: 403, code: 'auth/forbidden' },
    });
  });
});

/** An identity that claims what it likes. */
function signed(claims: object, secret = story.stack.environment['TIDEMARK_SERVICE_SECRET'] ?? '', alg = 'HS256') {
  const now = Math.floor(Date.now() / 1_000);
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${encoded({ alg, typ: 'JWT' })}.${encoded({ aud: 'tidemark-bus', iat: now, exp: now + 60, ...claims })}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}
