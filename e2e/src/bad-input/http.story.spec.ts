import { BAD_KEYS, NONSENSE } from '../kit/nonsense';
import type { Answer } from '../kit/http';
import { Person } from '../kit/person';
import { rawStatus } from '../kit/raw-http';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';
import { untouched, type Untouched } from '../kit/untouched';

let story: StoryStack;
let person: Person;
let before: Untouched;

beforeAll(async () => {
  story = await startStory();
  person = await Person.guest(story.addresses[0]);
  before = await untouched(story);
}, STACK_MS);
afterAll(() => story?.close(), STACK_MS);

afterEach(async () => expect(await untouched(story)).toEqual(before));

const start = (body: unknown, headers: Record<string, string> = {}) =>
  person.ask('POST', '/api/timer/start', { body, headers });
const refused = ({ status, body }: Answer) => [status, body.error?.code];

/** The contract's shape of every failure. */
function expectContract({ body, headers }: Answer) {
  expect(body).toEqual({
    error: { code: expect.any(String), message: expect.any(String), details: expect.anything() },
    requestId: headers.get('x-request-id'),
  });
}

describe('over HTTP', () => {
  it.each(NONSENSE)('a body with %s is refused', async (_, body) => {
    const answer = await start(body);
    expect(refused(answer)).toEqual([400, 'request/invalid']);
    expectContract(answer);
    expect(answer.body.error?.details).toEqual(
      expect.arrayContaining([{ path: expect.any(String), rule: expect.any(String), message: expect.any(String) }]),
    );
  });

  it.each(BAD_KEYS)('a command key with %s is refused', async (_, commandId) => {
    expect(refused(await start({ commandId }))).toEqual([400, 'request/invalid']);
  });

  it.each([
    ['a list', []],
    ['a list of commands', [{}]],
    ['a bare text', '"start"'],
    ['a bare number', '7'],
    ['null', 'null'],
    ['broken JSON', '{"a":'],
    ['brackets without end', '['.repeat(60_000)],
    ['no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]).toString('latin1')],
  ])('a body that is %s is refused', async (_, body) => {
    expect(refused(await start(body))).toEqual([400, 'request/invalid']);
  });

  it.each([
    ['the key of the header', { 'Idempotency-Key': 'a.b' }, {}],
    ['the key of the header, when the body has another', { 'Idempotency-Key': 'a' }, { commandId: 'b' }],
    ['the device', { 'X-Device-Id': 'my phone' }, {}],
  ])('%s is refused where it is malformed', async (_, headers, body) => {
    expect(refused(await start(body, headers))).toEqual([400, 'request/invalid']);
  });

  it('a body that is too large is refused by its size', async () => {
    const answer = await start({ task: { id: 'a', title: 'x'.repeat(70_000) } });
    expect(refused(answer)).toEqual([413, 'request/too-large']);
    expectContract(answer);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'a body of type %s is refused',
    async (type) => expect(refused(await start('{}', { 'content-type': type }))).toEqual([415, 'request/not-json']),
  );

  it.each([
    ['no token', {}, 'auth/missing'],
    ['an empty one', { authorization: '' }, 'auth/missing|auth/invalid'],
    ['another scheme', { authorization: 'Basic YTpi' }, 'auth/invalid'],
    ['nonsense', { authorization: 'Bearer nonsense' }, 'auth/invalid'],
    ['two', { authorization: 'Bearer a b' }, 'auth/invalid'],
  ])('whoever shows %s is refused', async (_, headers, codes) => {
    for (const [method, path] of [
      ['GET', '/api/timer'],
      ['POST', '/api/timer/start'],
      ['POST', '/api/heartbeat'],
      ['GET', '/api/me'],
      ['DELETE', '/api/me'],
    ] as const) {
      const answer = await person.ask(method, path, { token: undefined, headers });
      expect(answer.status).toBe(401);
      expect(codes.split('|')).toContain(answer.body.error?.code);
      expectContract(answer);
    }
  });

  it.each([
    '?limit=many',
    '?limit=0',
    '?limit=201',
    '?limit=5&limit=6',
    '?lmit=5',
    '?__proto__=1',
    '?cursor=%00',
    '?cursor=nowhere',
  ])('a query of %s is refused', async (query) => {
    expect(refused(await person.get(`/api/timer/checkpoints${query}`))).toEqual([400, 'request/invalid']);
  });

  it.each(['/api', '/api/nothing', '/api/timer/start', '/api/timer/nap', '/api/sessions', '/api/timer/..%2f..%2fme'])(
    'an address that leads nowhere is said so: %s',
    async (path) => {
      const answer = await person.get(path);
      expect(refused(answer)).toEqual([404, 'route/not-found']);
      expectContract(answer);
    },
  );

  it.each(['/%zz', '/api/%ff', '/api/timer/%00', '/api/timer/checkpoints?cursor=%ff', '/' + 'x'.repeat(10_000)])(
    'an address that is malformed harms nobody: %s',
    async (path) => {
      const status = await rawStatus(
        story.addresses[0],
        `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      );
      expect([400, 401, 404, 414]).toContain(status);
    },
  );

  it.each([
    ['no HTTP at all', 'PUB tidemark.evt.timer 0\r\n\r\n'],
    ['two lengths', 'POST /api/timer/start HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}'],
    [
      'a length and chunks',
      'POST /api/timer/start HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\n${`X-A: ${'b'.repeat(100)}\r\n`.repeat(300)}\r\n`],
  ])('bytes with %s are refused', async (_, bytes) => {
    const status = await rawStatus(story.addresses[0], bytes);
    expect([400, 401, 404, 413, 431]).toContain(status);
  });

  it.each([
    ['an e-mail that is none', { email: 'nobody', password: 'long enough' }],
    ['a password that is too short', { email: 'a@example.com', password: 'short' }],
    ['a password that is too long', { email: 'a@example.com', password: 'x'.repeat(201) }],
    ['NUL in the password', { email: 'a@example.com', password: 'long enough\0' }],
    ['roles of its own choice', { email: 'a@example.com', password: 'long enough', roles: ['ops'] }],
    ['an object as e-mail', { email: { $ne: '' }, password: 'long enough' }],
  ])('a sign-up with %s is refused', async (_, body) => {
    expect(refused(await person.ask('POST', '/api/auth/register', { body }))).toEqual([400, 'request/invalid']);
  });
});
