import { HOUR, type DaySettings, type DayWish } from '@tidemark/domain';
import { Device, type DeviceOptions } from '../testing/device';
import { gatewayUnderTest, START_MAX_MS, type GatewayUnderTest } from '../testing/gateway-under-test';
import { HttpClient } from '../testing/http-client';

const PUSHES = ['session_count_update', 'timezone_changed', 'daily_reset', 'configuration_changed'];

let gateway: GatewayUnderTest;
let http: HttpClient;
const devices: Device[] = [];

beforeAll(async () => {
  gateway = await gatewayUnderTest({ TIDEMARK_ACCOUNT_CALLS_PER_SECOND: '1000' });
  http = new HttpClient(gateway.url);
}, START_MAX_MS);
afterEach(() => devices.splice(0).forEach((device) => device.close()));
afterAll(() => gateway?.close(), START_MAX_MS);

const connected = async (options: DeviceOptions) => {
  const device = await Device.connected(gateway.url, options);
  devices.push(device);
  return device;
};
const told = () => ({ at: Date.now(), receivedAt: Date.now(), deviceId: null });
const change = (changes: Partial<DaySettings>): DayWish => ({ type: 'ChangeSettings', ...told(), changes });
const override = (count: number): DayWish => ({ type: 'OverrideCount', ...told(), count });
/** By then every day of today is over, wherever it is counted. */
const closing = (): DayWish => ({ type: 'CloseDay', ...told(), receivedAt: Date.now() + 48 * HOUR });
const kinds = (device: Device) => device.all('changed').map(({ body }) => body['kind']);
const named = (device: Device) => device.heard.map(({ event }) => event).filter((event) => PUSHES.includes(event));

/** Ada with two devices, Bob with one, and a last word to each that nothing can come after. */
async function adaAndBob() {
  const [ada, bob] = [await http.guest(), await http.guest()];
  const hers = [await connected({ token: ada.accessToken }), await connected({ token: ada.accessToken })];
  const his = await connected({ token: bob.accessToken });
  const settled = async () => {
    for (const { userId } of [ada, bob]) gateway.timer.tell(userId, 'LastWord');
    const isLast = ({ body }: Device['heard'][0]) =>
      (body['event'] as { type?: string } | undefined)?.type === 'LastWord';
    await Promise.all([...hers, his].map((device) => device.hearsOne('the last word', isLast)));
  };
  return { ada, bob, hers, his, settled };
}

describe('what is said by name [D9] [I-26]', () => {
  it('is heard by all devices of the user, whichever surface it was done on, and by nobody else', async () => {
    const { ada, hers, his, settled } = await adaAndBob();
    const { accessToken: token } = ada;
    await http.put('/api/session-count', { token, body: { count: 7 } });
    // West of UTC it is never a later date, so that this closes no day at whatever hour it runs.
    await hers[0]!.command('configuration/timezone', { timezone: 'America/New_York' });
    await http.put('/api/configuration', { token, body: { theme: 'light' } });
    await http.post('/api/session-count/reset', { token });
    gateway.day.tell(ada.userId, closing());
    await settled();
    for (const device of hers) {
      expect(named(device)).toEqual([
        ...['session_count_update', 'timezone_changed', 'configuration_changed', 'configuration_changed'],
        ...['daily_reset', 'session_count_update', 'daily_reset', 'session_count_update'],
      ]);
      expect(device.all('session_count_update')[0]?.body).toEqual({ count: 7, manualSessionOverride: 7 });
      const { nextResetAt } = gateway.day.shown(ada.userId).sessionCount;
      expect(device.all('daily_reset')[1]?.body).toMatchObject({ resetType: 'scheduled_daily', nextResetAt });
    }
    expect([named(his), kinds(his)]).toEqual([[], ['timer']]);
  });

  it('is not heard again when the fact is told again', async () => {
    const { ada, hers, settled } = await adaAndBob();
    gateway.day.tell(ada.userId, override(7));
    gateway.day.repeat(ada.userId);
    await settled();
    expect(named(hers[0]!)).toEqual(['session_count_update']);
  });
});

describe('settings and count', () => {
  it('are both heard of, though one fact changed them', async () => {
    const { ada, hers, settled } = await adaAndBob();
    gateway.day.tell(ada.userId, override(7));
    gateway.day.tell(ada.userId, closing());
    await settled();
    const { configuration, sessionCount } = gateway.day.shown(ada.userId);
    const [first, second] = hers[0]!
      .all('changed')
      .slice(2, 4)
      .map(({ body }) => body);
    const event = { type: 'DayClosed', at: expect.any(String) };
    expect(first).toMatchObject({ kind: 'configuration', revision: 30, event, state: configuration });
    expect(second).toMatchObject({ kind: 'sessionCount', revision: 30, event, state: sessionCount });
  });

  it('are in the snapshot of whoever has not seen them, and null for whoever has [G1]', async () => {
    const { accessToken: token, userId } = await http.guest();
    gateway.day.tell(userId, override(7));
    const { configuration, sessionCount } = gateway.day.shown(userId);
    const upToDate = await connected({ token, revisions: { timer: 0, day: 20 } });
    const behind = await connected({ token, revisions: { timer: 0, day: 10 } });
    const [known, news] = [upToDate, behind].map((device) => device.all('snapshot')[0]?.body);
    expect(known).toMatchObject({ configuration: null, sessionCount: null, revisions: { day: 20 } });
    expect(news).toMatchObject({ configuration, sessionCount, revisions: { day: 20 } });
    gateway.day.repeat(userId);
    gateway.day.tell(userId, change({ theme: 'light' }));
    await upToDate.hears('changed');
    expect(kinds(upToDate)).toEqual(['configuration']);
  });

  it('are in the answer to the heartbeat of whoever missed them [T8]', async () => {
    const { accessToken: token, userId } = await http.guest();
    gateway.day.tell(userId, override(7));
    const { body } = await http.post('/api/heartbeat', { token, body: { revisions: { timer: 0, day: 10 } } });
    const { configuration, sessionCount } = gateway.day.shown(userId);
    expect(body).toMatchObject({ revisions: { day: 20 }, missed: { day: { configuration, sessionCount } } });
  });

  it('are told when they were lost while NATS was away, the count by its name too', async () => {
    const { accessToken: token, userId } = await http.guest();
    const device = await connected({ token });
    await gateway.infra.nats.stop();
    gateway.day.moveOnSilently(userId, override(7));
    await gateway.infra.nats.start();
    await device.hears('session_count_update');
    expect(kinds(device)).toEqual(['configuration', 'sessionCount']);
    expect(device.all('changed')[1]?.body).toMatchObject({
      revision: 20,
      event: { type: 'CaughtUp' },
      state: { count: 7 },
    });
    expect(named(device)).toEqual(['session_count_update']);
  });
});
