import { until } from '@tidemark/local-infra';
import { Device, type DeviceOptions } from '../testing/device';
import { gatewayUnderTest, START_MAX_MS, type GatewayUnderTest } from '../testing/gateway-under-test';
import { HttpClient } from '../testing/http-client';
import { tokenWith } from '../testing/tokens';

let gateway: GatewayUnderTest;
let http: HttpClient;
const devices: Device[] = [];

beforeAll(async () => {
  gateway = await gatewayUnderTest({
    TIDEMARK_REQUESTS_PER_SECOND: '1000',
    TIDEMARK_REQUESTS_BURST: '1000',
    TIDEMARK_ACCOUNT_CALLS_PER_SECOND: '1000',
  });
  http = new HttpClient(gateway.url);
}, START_MAX_MS);
afterEach(() => devices.splice(0).forEach((device) => device.close()));
afterAll(() => gateway?.close(), START_MAX_MS);

const newDevice = (options: DeviceOptions) => {
  const device = new Device(gateway.url, options);
  devices.push(device);
  return device;
};
const connected = async (options: DeviceOptions) => {
  const device = newDevice(options);
  await device.hears('snapshot');
  return device;
};
interface Refusal {
  readonly code: string;
  readonly details: readonly { readonly path: string }[];
}

const nowSeconds = () => Math.floor(Date.now() / 1_000);

describe('a handshake', () => {
  it.each<[string, (pem: string) => Promise<unknown>, string]>([
    ['no token', async () => undefined, 'auth/missing'],
    ['nonsense', async () => 'nonsense', 'auth/invalid'],
    ['an object for a token', async () => ({}), 'auth/invalid'],
    [
      'a token that ran out',
      (pem) => tokenWith(pem, { sub: 'ada', iat: nowSeconds() - 90, exp: nowSeconds() - 30 }),
      'auth/expired',
    ],
    ['a token without exp', (pem) => tokenWith(pem, { sub: 'ada', exp: undefined }), 'auth/invalid'],
    ['a token without sub', (pem) => tokenWith(pem, {}), 'auth/invalid'],
  ])('with %s fails with a code', async (_, token, code) => {
    const refusal = await newDevice({ token: await token(gateway.signingKey) }).refusal();
    expect(refusal).toMatchObject({ code, message: expect.any(String) });
  });

  it.each<[string, Omit<DeviceOptions, 'token'>, string]>([
    ['a device id with a dot', { deviceId: 'a.b' }, 'deviceId'],
    ['a revision that is a text', { revisions: { timer: '1' } }, 'revisions.timer'],
    ['a revision of nothing we know', { revisions: { moon: 1 } }, 'revisions.moon'],
    ['revisions that are a list', { revisions: [1] }, 'revisions'],
    ['revisions that are a text', { revisions: 'all' }, 'revisions'],
  ])('with %s is refused as malformed, and told where', async (_, options, path) => {
    const { accessToken: token } = await http.guest();
    const { code, details } = (await newDevice({ token, ...options }).refusal()) as Refusal;
    expect(code).toBe('request/invalid');
    expect(details[0]?.path).toBe(path);
  });

  it('from a foreign page is refused, from our own and from no page it is not', async () => {
    const { accessToken: token } = await http.guest();
    const foreign = newDevice({ token, headers: { origin: 'https://evil.example.com' } });
    expect(await foreign.refusal()).toBe('websocket error');
    await connected({ token, headers: { origin: gateway.url } });
    await connected({ token });
  });

  it('of one device too many is refused [G5]', async () => {
    const { accessToken: token } = await http.guest();
    await Promise.all(Array.from({ length: 12 }, () => connected({ token })));
    expect(await newDevice({ token }).refusal()).toMatchObject({ code: 'request/too-many' });
  });
});

describe('two devices of one user', () => {
  it('both hear of a change, with who made it [G1]', async () => {
    const { accessToken: token } = await http.guest();
    const [phone, laptop] = [
      await connected({ token, deviceId: 'phone' }),
      await connected({ token, deviceId: 'laptop' }),
    ];
    const answer = await phone.command('timer/start', { durationSeconds: 60 }, 'start-1');
    expect(answer).toMatchObject({ ok: true, status: 'running', version: 1, revision: 10 });
    for (const device of [phone, laptop]) {
      const { body } = await device.hears('changed');
      expect(body).toMatchObject({
        kind: 'timer',
        revision: 10,
        event: { type: 'SessionStarted', at: expect.any(String) },
        state: { status: 'running' },
        origin: { deviceId: 'phone', commandId: 'start-1' },
      });
    }
  });

  it('hear nothing twice and nothing old', async () => {
    const { accessToken: token, userId } = await http.guest();
    const device = await connected({ token });
    gateway.timer.tell(userId);
    gateway.timer.repeat(userId);
    gateway.timer.tell(userId);
    await device.hears('changed', 2);
    expect(device.revisions()).toEqual([10, 20]);
  });
});

describe('a device that comes back', () => {
  it('is told only what is newer than what it has [G1]', async () => {
    const { accessToken: token, userId } = await http.guest();
    gateway.timer.tell(userId);
    const upToDate = await connected({ token, revisions: { timer: 10 } });
    const behind = await connected({ token, revisions: { timer: 9 } });
    const fresh = await connected({ token });
    const snapshots = [upToDate, behind, fresh].map((device) => device.all('snapshot')[0]?.body);
    expect(snapshots[0]).toMatchObject({
      timer: null,
      session: null,
      revisions: { timer: 10 },
      serverTime: expect.any(String),
    });
    for (const snapshot of snapshots.slice(1)) expect(snapshot).toMatchObject({ timer: { version: 1, revision: 10 } });
  });

  it('hears by its heartbeat what it missed [T8]', async () => {
    const { accessToken: token, userId } = await http.guest();
    const device = await connected({ token });
    gateway.timer.moveOnSilently(userId);
    const answer = await device.say('heartbeat', { revisions: { timer: 0 } });
    expect(answer).toMatchObject({ ok: true, revisions: { timer: 10 }, missed: { timer: { version: 1 } } });
    const { body } = await http.post('/api/heartbeat', { token, body: { revisions: { timer: 10 } } });
    expect(body).toMatchObject({ revisions: { timer: 10 }, missed: {} });
  });

  it('is told what was lost while NATS was away', async () => {
    const { accessToken: token, userId } = await http.guest();
    const device = await connected({ token });
    await gateway.infra.nats.stop();
    gateway.timer.moveOnSilently(userId);
    await gateway.infra.nats.start();
    const { body } = await device.hears('changed');
    expect(body).toMatchObject({ kind: 'timer', revision: 10, event: { type: 'CaughtUp' }, state: { version: 1 } });
  });
});

describe('a socket whose token runs out', () => {
  const shortLived = (sub: string, seconds: number) =>
    tokenWith(gateway.signingKey, { sub, iat: nowSeconds(), exp: nowSeconds() + seconds });

  it('is told so, and closed [G3]', async () => {
    const device = await connected({ token: await shortLived('short', 2) });
    await device.hears('auth_expired');
    await device.isGone();
    gateway.timer.tell('short');
    expect(device.all('changed')).toEqual([]);
  });

  it('lives on with a fresh one of the same user, and of no other [G3]', async () => {
    const device = await connected({ token: await shortLived('renewed', 2) });
    const other = await shortLived('other', 60);
    expect(await device.say('auth', { token: other })).toMatchObject({ ok: false, error: { code: 'auth/invalid' } });
    expect(await device.say('auth', { token: await shortLived('renewed', 60) })).toMatchObject({ ok: true });
    const doomed = await connected({ token: await shortLived('doomed', 2) });
    await doomed.isGone();
    expect(device.socket.connected).toBe(true);
  });
});

describe('two users', () => {
  it('never see a frame of each other, whatever their ids look like [G2]', async () => {
    const users = ['ada', 'ada-', 'ada_', 'Ada', 'evt', 'timer'];
    const all = await Promise.all(
      users.map(async (sub) => connected({ token: await tokenWith(gateway.signingKey, { sub }) })),
    );
    for (const [index, user] of users.entries()) {
      for (let times = 0; times <= index; times += 1) gateway.timer.tell(user, `Canary_${user}`);
    }
    await Promise.all(all.map((device, index) => device.hears('changed', index + 1)));
    for (const [index, device] of all.entries()) {
      const types = device.all('changed').map(({ body }) => (body['event'] as { type: string }).type);
      expect(types).toEqual(Array(index + 1).fill(`Canary_${users[index]}`));
    }
  });
});

describe('a user who is erased', () => {
  it('is sent away at once, and nobody else is', async () => {
    const [ada, bob] = [await http.guest(), await http.guest()];
    const [hers, his] = [await connected({ token: ada.accessToken }), await connected({ token: bob.accessToken })];
    await http.delete('/api/me', { token: ada.accessToken });
    await hers.isGone();
    expect(await newDevice({ token: ada.accessToken }).refusal()).toMatchObject({ code: 'auth/invalid' });
    expect(his.socket.connected).toBe(true);
  });
});

describe('a slow socket', () => {
  it('is spared what is old, and ends with the newest state exactly [G1]', async () => {
    const { accessToken: token, userId } = await http.guest();
    const [slow, quick] = [await connected({ token }), await connected({ token })];
    const tcp = (slow.socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void; resume(): void } } })
      .ws._socket;
    tcp.pause();
    gateway.timer.padding = 'x'.repeat(16_000);
    const facts = 1_500;
    for (let told = 0; told < facts; told += 1) gateway.timer.tell(userId);
    await until('the quick one has the newest', () => quick.revisions().at(-1) === facts * 10);
    tcp.resume();
    await until('the slow one has it too', () => slow.revisions().at(-1) === facts * 10);
    expect(slow.revisions().length).toBeLessThan(facts);
  });
});
