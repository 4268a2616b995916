import fc from 'fast-check';
import { Device } from '../testing/device';
import { gatewayUnderTest, START_MAX_MS, type GatewayUnderTest } from '../testing/gateway-under-test';
import { HttpClient } from '../testing/http-client';
import { message } from '../testing/nonsense';

let gateway: GatewayUnderTest;
let http: HttpClient;
let device: Device;

beforeAll(async () => {
  gateway = await gatewayUnderTest({
    TIDEMARK_REQUESTS_PER_SECOND: '1000',
    TIDEMARK_REQUESTS_BURST: '1000',
    TIDEMARK_ACCOUNT_CALLS_PER_SECOND: '1000',
  });
  http = new HttpClient(gateway.url);
}, START_MAX_MS);
beforeEach(async () => (device = await newDevice()));
afterEach(() => device.close());
afterAll(() => gateway?.close(), START_MAX_MS);

const newDevice = async () => Device.connected(gateway.url, { token: (await http.guest()).accessToken });

describe('what a socket says', () => {
  it.each<[string, string, unknown[]]>([
    ['nothing', 'command', []],
    ['null', 'command', [null]],
    ['a text', 'command', ['timer/start']],
    ['a number', 'command', [7]],
    ['an array', 'command', [[]]],
    ['bytes', 'command', [Buffer.from('timer/start')]],
    ['two payloads', 'command', [{ name: 'timer/stop' }, {}]],
    ['no name', 'command', [{}]],
    ['an unknown name', 'command', [{ name: 'timer/explode' }]],
    ['a name that is an object', 'command', [{ name: {} }]],
    ['the name of a query', 'command', [{ name: 'timer/view' }]],
    ['an unknown field', 'command', [{ name: 'timer/stop', user: 'bob' }]],
    ['a number as a string', 'command', [{ name: 'timer/extend', data: { seconds: '60' } }]],
    ['data that is a list', 'command', [{ name: 'timer/stop', data: [] }]],
    ['data that is null', 'command', [{ name: 'timer/stop', data: null }]],
    ['a key with a dot', 'command', [{ name: 'timer/stop', commandId: 'a.b' }]],
    ['a key that is a number', 'command', [{ name: 'timer/stop', commandId: 7 }]],
    ['two different keys', 'command', [{ name: 'timer/stop', commandId: 'a', data: { commandId: 'b' } }]],
    ['a time without a zone', 'command', [{ name: 'timer/stop', at: '2026-11-21T10:00:00' }]],
    ['NUL', 'command', [{ name: 'timer/task', data: { task: { id: 'a', title: '\0' } } }]],
    ['half of a character', 'command', [{ name: 'timer/task', data: { task: { id: 'a', title: '\ud800' } } }]],
    ['a prototype key', 'command', [JSON.parse('{"name":"timer/stop","__proto__":{"a":1}}')]],
    ['a prototype key in data', 'command', [JSON.parse('{"name":"timer/stop","data":{"__proto__":{"a":1}}}')]],
    [
      'nesting without end',
      'command',
      [JSON.parse(`{"name":"timer/stop","data":${'{"a":'.repeat(40)}1${'}'.repeat(41)}`)],
    ],
    ['revisions that are a list', 'heartbeat', [{ revisions: [] }]],
    ['a heartbeat that is a list', 'heartbeat', [[]]],
    ['an unknown field of a heartbeat', 'heartbeat', [{ userId: 'bob' }]],
    ['no token', 'auth', [[]]],
  ])('is acknowledged and never forwarded when malformed: %s', async (_, event, payloads) => {
    const before = gateway.timer.commands.length;
    const answer = await device.say(event, ...payloads);
    expect(answer).toMatchObject({
      ok: false,
      error: {
        code: 'request/invalid',
        details: expect.arrayContaining([
          { path: expect.any(String), rule: expect.any(String), message: expect.any(String) },
        ]),
      },
    });
    expect(gateway.timer.commands).toHaveLength(before);
  });

  it('is acknowledged when nobody knows the event', async () => {
    for (const event of ['explode', 'error', 'message', '__proto__', '']) {
      expect(await device.say(event, {})).toMatchObject({ ok: false, error: { code: 'request/unknown-event' } });
    }
  });

  it('needs no acknowledgement', async () => {
    device.socket.emit('command', { name: 'timer/start' });
    device.socket.emit('command', 'nonsense');
    device.socket.emit('explode');
    await device.hears('changed');
    expect(await device.say('time')).toEqual({ ok: true, serverTime: expect.any(String) });
  });

  it('is refused in the words of the service, with the state in it [T11]', async () => {
    expect(await device.command('timer/pause')).toMatchObject({
      ok: false,
      error: { code: 'timer/not-running', details: { status: 'idle' } },
    });
  });

  it('has no second effect when it is repeated [T3]', async () => {
    const first = await device.command('timer/start', {}, 'same');
    expect(await device.command('timer/start', {}, 'same')).toEqual(first);
    expect(device.revisions()).toEqual([10]);
  });

  it.each([
    [
      '',
      '9',
      '4',
      '42',
      '42["command"',
      '42[]',
      '42[{}]',
      '42{"a":1}',
      '420',
      '42["disconnect"]',
      '40/admin,',
      '41',
      '43',
    ],
    ['451-["command",{"_placeholder":true,"num":0}]', '459999-["command"]', '45-["command"]', '42["command",'],
  ])('harms nobody when it is no event at all: %j', async (...frames) => {
    for (const frame of frames) {
      const broken = await newDevice();
      (broken.socket.io.engine.transport as unknown as { ws: { send(frame: string): void } }).ws.send(frame);
      broken.close();
    }
    expect(await device.say('time')).toMatchObject({ ok: true });
    expect((await http.get('/health/ready')).status).toBe(200);
  });

  it('is answered without surprise, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('command', 'heartbeat', 'auth', 'time'), message, async (event, payload) => {
        const { ok, error } = await device.say(event, payload);
        expect(ok ? 'done' : error?.code).not.toBe('service/internal');
      }),
      { numRuns: 500 },
    );
  });

  it('is told why it is too large, as long as any command may be as large', async () => {
    const { ok, error } = await device.say('command', { name: 'timer/start', data: { x: 'x'.repeat(700_000) } });
    expect([ok, error?.code]).toEqual([false, 'request/invalid']);
  });

  it('of more than every command may have ends the socket and nothing else', async () => {
    device.socket.emit('command', { name: 'timer/start', data: { x: 'x'.repeat(1_000_000) } });
    await device.isGone();
    expect((await http.get('/health/ready')).status).toBe(200);
  });
});
