import { request as rawRequest } from 'node:http';
import { connect } from 'node:net';
import { dayContract, heartbeatCall, timerContract } from '@tidemark/contracts';
import fc from 'fast-check';
import { gatewayUnderTest, START_MAX_MS, type GatewayUnderTest } from '../testing/gateway-under-test';
import { HttpClient, type Answer } from '../testing/http-client';
import { body } from '../testing/nonsense';

let gateway: GatewayUnderTest;
let http: HttpClient;
let token: string;

beforeAll(async () => {
  gateway = await gatewayUnderTest({ TIDEMARK_REQUESTS_PER_SECOND: '1000', TIDEMARK_REQUESTS_BURST: '1000' });
  http = new HttpClient(gateway.url);
  token = (await http.guest()).accessToken;
}, START_MAX_MS);
afterAll(() => gateway?.close(), START_MAX_MS);

const start = (body: unknown, headers?: Record<string, string>) =>
  http.post('/api/timer/start', { token, body, headers });
const refused = (answer: Answer) => [answer.status, answer.body.error?.code];
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const flood = Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`k${index}`, 1]));

/** A path as nobody's client library would send it. */
const rawStatus = (path: string) =>
  new Promise<{ status: number; body: string }>((resolve, reject) => {
    const url = new URL(gateway.url);
    rawRequest(
      { host: url.hostname, port: url.port, path, headers: { authorization: `Bearer ${token}` } },
      (response) => {
        let body = '';
        response.on('data', (part: Buffer) => (body += part.toString()));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      },
    )
      .on('error', reject)
      .end();
  });

describe('a body', () => {
  it.each<[string, unknown]>([
    ['a number as a string', { durationSeconds: '60' }],
    ['a number that is too large', { durationSeconds: 86_401 }],
    ['half a second', { durationSeconds: 0.5 }],
    ['a flag as a string', { replace: 'true' }],
    ['an unknown field', { sesionType: 'work' }],
    ['an unknown session type', { sessionType: 'nap' }],
    ['an array in place of an object', { task: [] }],
    ['a task without a title', { task: { id: 'a' } }],
    ['NUL in a text', { task: { id: 'a', title: 'a\0b' } }],
    ['half of a character', '{"task":{"id":"a","title":"\\ud800"}}'],
    ['a prototype key', '{"__proto__":{"replace":true}}'],
    ['a constructor key', { constructor: { prototype: {} } }],
    ['a key with a dot', { commandId: 'a.b' }],
    ['a key with a star', { commandId: '*' }],
    ['a key with a newline', { commandId: 'a\nb' }],
    ['a key with a space', { commandId: 'a b' }],
    ['an empty key', { commandId: '' }],
    ['a date that does not exist', { at: '2026-02-30T10:00:00Z' }],
    ['a time that is a number', { at: 1_700_000_000_000 }],
    ['an array', []],
    ['an array of commands', [{}]],
    ['nesting without end', deep(40)],
    ['a flood of keys', flood],
    ['broken JSON', '{"a":'],
    ['a bare text', '"start"'],
    ['null', 'null'],
  ])('with %s is refused and never forwarded', async (_, body) => {
    const before = gateway.timer.commands.length;
    const answer = await start(body);
    expect(refused(answer)).toEqual([400, 'request/invalid']);
    expect(answer.body.error?.details).toEqual([
      expect.objectContaining({ path: expect.any(String), rule: expect.any(String), message: expect.any(String) }),
      ...(answer.body.error?.details as unknown[]).slice(1),
    ]);
    expect(gateway.timer.commands).toHaveLength(before);
  });

  it('of sixty thousand levels harms nobody', async () => {
    expect(refused(await start('['.repeat(60_000)))).toEqual([400, 'request/invalid']);
  });

  it('is never a surprise, whatever it is', async () => {
    const commands = [timerContract, dayContract].flatMap((contract) => contract.commands.map(({ route }) => route));
    const routes = fc.constantFrom(...commands, heartbeatCall.route);
    await fc.assert(
      fc.asyncProperty(routes, body, async ({ method, path }, said) => {
        const { status } = await http.ask(method.toUpperCase(), path, { token, body: JSON.stringify(said) });
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 500 },
    );
  });

  it('names every mistake at once', async () => {
    const { body } = await start({ sessionType: 'nap', durationSeconds: 'x' });
    const paths = (body.error?.details as { path: string }[]).map(({ path }) => path);
    expect(new Set(paths)).toEqual(new Set(['sessionType', 'durationSeconds']));
  });

  it('that is too large is refused by its size [G5]', async () => {
    expect(refused(await start({ task: { id: 'a', title: 'x'.repeat(70_000) } }))).toEqual([413, 'request/too-large']);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'of type %s is refused',
    async (type) => expect(refused(await start('{}', { 'content-type': type }))).toEqual([415, 'request/not-json']),
  );

  it.each([
    ['a number that would be rounded', '{"durationSeconds":0.1000000000000000055}', 'durationSeconds', 'exactNumber'],
    ['a number beyond all numbers', '{"task":{"id":1e400}}', 'task.id', 'exactNumber'],
    ['a key twice', '{"replace":true,"replace":false}', 'replace', 'uniqueKey'],
    ['keys whose order would be lost', '{"b":1,"2":1}', '2', 'keyOrder'],
  ])('of which something would be lost is refused: %s [F1]', async (_, body, path, rule) => {
    const answer = await start(body);
    expect(refused(answer)).toEqual([400, 'request/invalid']);
    expect(answer.body.error?.details).toEqual([expect.objectContaining({ path, rule })]);
  });

  it.each(['application/json; charset=latin1', 'application/json;charset="utf-16"'])('in %s is refused', async (type) =>
    expect(refused(await start('{}', { 'content-type': type }))).toEqual([415, 'request/not-json']),
  );

  it.each(['application/json; charset=UTF-8', 'application/json;charset="utf8"'])('may be in %s', async (type) =>
    expect((await start('{"replace":true}', { 'content-type': type })).status).toBe(200),
  );

  it('that is compressed is refused', async () => {
    expect(refused(await start('{}', { 'content-encoding': 'gzip' }))).toEqual([415, 'request/not-json']);
  });

  it('may be missing where nothing is needed', async () => {
    expect((await http.post('/api/timer/stop', { token })).status).toBe(200);
  });
});

describe('a key', () => {
  it('is taken from the header or from the body', async () => {
    await start({ replace: true }, { 'idempotency-key': 'from-header' });
    await start({ replace: true, commandId: 'from-body' });
    expect(gateway.timer.commands.slice(-2).map(({ commandId }) => commandId)).toEqual(['from-header', 'from-body']);
  });

  it('is refused when the two differ, or when the header is malformed', async () => {
    expect(refused(await start({ commandId: 'a' }, { 'idempotency-key': 'b' }))).toEqual([400, 'request/invalid']);
    expect(refused(await start({}, { 'idempotency-key': 'a.b' }))).toEqual([400, 'request/invalid']);
    expect(refused(await start({}, { 'x-device-id': 'my phone' }))).toEqual([400, 'request/invalid']);
  });
});

describe('a query', () => {
  const checkpoints = (query: string) => http.get(`/api/timer/checkpoints${query}`, { token });

  it('has its numbers read as numbers', async () => {
    expect((await checkpoints('?limit=5')).status).toBe(200);
  });

  it.each(['?limit=many', '?limit=0', '?limit=5.5', '?limit=5&limit=6', '?lmit=5', '?__proto__=1', '?cursor=%00'])(
    'of %s is refused',
    async (query) => expect(refused(await checkpoints(query))).toEqual([400, 'request/invalid']),
  );
});

describe('a query where a body is read', () => {
  it('is refused, for nobody would look at it', async () => {
    const answer = await http.post('/api/timer/start?durationSeconds=60', { token, body: { replace: true } });
    expect(refused(answer)).toEqual([400, 'request/invalid']);
    expect(answer.body.error?.details).toMatchObject([{ path: 'durationSeconds' }]);
  });
});

describe('an address', () => {
  it.each(['/api', '/api/nothing', '/api/timer/start', '/api/timer/start/', '/nothing'])(
    'that leads nowhere is said so: GET %s',
    async (path) => {
      const answer = await http.get(path, { token });
      expect(refused(answer)).toEqual([404, 'route/not-found']);
      expect(answer.body.requestId).toBe(answer.headers.get('x-request-id'));
    },
  );

  it.each(['/%zz', '/api/%ff', '/..%2f..%2fetc/passwd', '/api/timer/%00'])(
    'that is malformed harms nobody: %s',
    async (path) => {
      const { status, body } = await rawStatus(path);
      expect([400, 404]).toContain(status);
      expect(JSON.parse(body)).toHaveProperty('error.code');
    },
  );
});

describe('a caller', () => {
  it('who shows no token, a wrong one or something else is told which', async () => {
    const ask = (authorization?: string) => http.get('/api/timer', { headers: authorization ? { authorization } : {} });
    expect(refused(await ask())).toEqual([401, 'auth/missing']);
    for (const wrong of ['Bearer nonsense', 'Basic YTpi', 'Bearer', `Bearer ${token}x`]) {
      expect(refused(await ask(wrong))).toEqual([401, 'auth/invalid']);
    }
  });

  it('may name the request, if the name is sane [O3]', async () => {
    const named = await http.get('/api/timer', { token, headers: { 'x-request-id': 'click-7' } });
    expect(named.headers.get('x-request-id')).toBe('click-7');
    const long = await http.get('/api/timer', { token, headers: { 'x-request-id': 'x'.repeat(129) } });
    expect(long.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is refused by the service in its own words', async () => {
    const { accessToken } = await http.guest();
    const answer = await http.post('/api/timer/pause', { token: accessToken });
    expect(refused(answer)).toEqual([409, 'timer/not-running']);
    expect(answer.body.error?.details).toMatchObject({ status: 'idle' });
  });
});

describe('a connection', () => {
  const sent = (bytes: string) =>
    new Promise<string>((resolve, reject) => {
      let answer = '';
      const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1', () => socket.write(bytes));
      socket.on('data', (part: Buffer) => (answer += part.toString()));
      socket.on('close', () => resolve(answer)).on('error', reject);
    });
  const headers = () => `Host: tidemark\r\nAuthorization: Bearer ${token}\r\n`;

  it.each([
    ['bytes that are no HTTP', 'NONSENSE\r\n\r\n', 400, 'request/invalid'],
    [
      'a negative length',
      'POST /api/timer/stop HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n{}',
      400,
      'request/invalid',
    ],
    ['headers without end', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 413, 'request/too-large'],
  ])('that carries %s is refused like everything else', async (_, bytes, status, code) => {
    const [head = '', body = ''] = (await sent(bytes)).split('\r\n\r\n');
    const answer = JSON.parse(body) as Answer['body'];
    expect(head).toContain(`HTTP/1.1 ${status} `);
    expect(head).toContain(`X-Request-Id: ${answer.requestId}`);
    expect(answer.error?.code).toBe(code);
  });

  it('that offers HTTP/2 is served as if it had not', async () => {
    const offer = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n';
    const body = '{"task":{"id":"a","title":"ü"}}';
    const length = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`;
    const last = `GET /api/me HTTP/1.1\r\n${headers()}Connection: close\r\n\r\n`;
    const answers = await sent(`POST /api/timer/task HTTP/1.1\r\n${headers()}${offer}${length}\r\n${body}${last}`);
    expect(answers.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
  });
});

describe('every answer', () => {
  it('tells nothing of our inside and forbids what pages need not do', async () => {
    const { headers } = await http.get('/api/nothing');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});
