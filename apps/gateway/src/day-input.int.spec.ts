import { Device } from './testing/device';
import { gatewayUnderTest, START_MAX_MS, type GatewayUnderTest } from './testing/gateway-under-test';
import { HttpClient, type Answer } from './testing/http-client';

const LIMITS = { TIDEMARK_REQUESTS_PER_SECOND: '1000', TIDEMARK_REQUESTS_BURST: '1000' };

let gateway: GatewayUnderTest;
let http: HttpClient;
let token: string;
let device: Device;

beforeAll(async () => {
  gateway = await gatewayUnderTest(LIMITS);
  http = new HttpClient(gateway.url);
  token = (await http.guest()).accessToken;
  device = await Device.connected(gateway.url, { token });
}, START_MAX_MS);
afterAll(async () => {
  device?.close();
  await gateway?.close();
}, START_MAX_MS);

const routes = {
  'configuration/set': '/api/configuration',
  'configuration/timezone': '/api/configuration/timezone',
  'configuration/reset-time': '/api/configuration/reset-time',
  'session-count/set': '/api/session-count',
} as const;
type Name = keyof typeof routes;

const wrong: readonly (readonly [name: Name, data: object, path: string, rule: string])[] = [
  ['session-count/set', {}, 'count', 'isInt'],
  ['session-count/set', { count: -1 }, 'count', 'min'],
  ['session-count/set', { count: 1_001 }, 'count', 'max'],
  ['session-count/set', { count: 2.5 }, 'count', 'isInt'],
  ['session-count/set', { count: '5' }, 'count', 'isInt'],
  ['session-count/set', { count: null }, 'count', 'isInt'],
  ['session-count/set', { count: [5] }, 'count', 'isInt'],
  ['session-count/set', { count: true }, 'count', 'isInt'],
  ['session-count/set', { count: 5, manualSessionOverride: 5 }, 'manualSessionOverride', 'whitelistValidation'],
  ['configuration/timezone', {}, 'timezone', 'isZone'],
  ['configuration/timezone', { timezone: 'Mars/Olympus' }, 'timezone', 'isZone'],
  ['configuration/timezone', { timezone: 'CET' }, 'timezone', 'isZone'],
  ['configuration/timezone', { timezone: '+02:00' }, 'timezone', 'isZone'],
  ['configuration/timezone', { timezone: 'europe/berlin' }, 'timezone', 'isZone'],
  ['configuration/timezone', { timezone: '' }, 'timezone', 'isZone'],
  ['configuration/timezone', { timezone: null }, 'timezone', 'isZone'],
  ['configuration/timezone', { timezone: 'UTC', dailyResetTime: 'midnight' }, 'dailyResetTime', 'whitelistValidation'],
  ['configuration/reset-time', { dailyResetTime: '24:00' }, 'dailyResetTime', 'isResetTime'],
  ['configuration/reset-time', { dailyResetTime: '7:5' }, 'dailyResetTime', 'isResetTime'],
  ['configuration/reset-time', { dailyResetTime: '07:60' }, 'dailyResetTime', 'isResetTime'],
  ['configuration/reset-time', { dailyResetTime: 7 }, 'dailyResetTime', 'isResetTime'],
  ['configuration/reset-time', { dailyResetTime: { hour: 24 } }, 'dailyResetTime', 'isResetTime'],
  ['configuration/reset-time', { dailyResetTime: { hour: '7' } }, 'dailyResetTime', 'isResetTime'],
  ['configuration/reset-time', { dailyResetTime: { hour: 7, minute: 5 } }, 'dailyResetTime', 'isResetTime'],
  ['configuration/reset-time', { dailyResetTime: {} }, 'dailyResetTime', 'isResetTime'],
  ['configuration/reset-time', { dailyResetTime: null }, 'dailyResetTime', 'isResetTime'],
  ['configuration/set', { theme: 'pink' }, 'theme', 'isIn'],
  ['configuration/set', { workDuration: 0 }, 'workDuration', 'min'],
  ['configuration/set', { longBreakInterval: 2.5 }, 'longBreakInterval', 'isInt'],
  ['configuration/set', { soundEnabled: 'true' }, 'soundEnabled', 'isBoolean'],
  ['configuration/set', { nextResetAt: '2026-01-05T09:00:00Z' }, 'nextResetAt', 'whitelistValidation'],
];

const refused = ({ status, body }: Answer) => [status, body.error?.code, body.error?.details];
const mistake = (path: string, rule: string) => expect.arrayContaining([expect.objectContaining({ path, rule })]);

describe('a wish about the day that is malformed', () => {
  it.each(wrong)('is refused on every surface and never forwarded: %s %j', async (name, data, path, rule) => {
    const before = gateway.day.commands.length;
    const answer = await http.put(routes[name], { token, body: data });
    expect(refused(answer)).toEqual([400, 'request/invalid', mistake(path, rule)]);
    expect(await device.command(name, data)).toMatchObject({
      ok: false,
      error: { code: 'request/invalid', message: expect.any(String), details: mistake(path, rule) },
    });
    expect(gateway.day.commands).toHaveLength(before);
  });

  it('is refused where only the service finds out, with the same words', async () => {
    gateway.day.unknownZones.add('Pacific/Kanton');
    const body = { timezone: 'Pacific/Kanton' };
    const details = mistake('timezone', 'isZone');
    const answer = await http.put('/api/configuration/timezone', { token, body });
    expect(refused(answer)).toEqual([400, 'request/invalid', details]);
    const error = { code: 'request/invalid', details };
    expect(await device.command('configuration/timezone', body)).toMatchObject({ ok: false, error });
  });
});

describe('a wish about the day', () => {
  it('is answered the same over HTTP and on a socket, once for each key [T3]', async () => {
    const headers = { 'idempotency-key': 'seven' };
    const { status, body } = await http.put('/api/session-count', { token, body: { count: 7 }, headers });
    expect([status, body]).toMatchObject([200, { count: 7, manualSessionOverride: 7 }]);
    const { ok, ...again } = await device.command('session-count/set', { count: 7 }, 'seven');
    expect([ok, again]).toEqual([true, body]);
  });

  it.each(['midnight', { hour: 0 }, { hour: 23 }, '7:05', '23:59'])('may set the reset to %j [D2]', async (time) => {
    const { status, body } = await http.put('/api/configuration/reset-time', { token, body: { dailyResetTime: time } });
    expect([status, body['dailyResetTime']]).toEqual([200, time]);
  });
});

describe('what may be asked about the day [D9]', () => {
  it('are the settings, the count and the resets to come', async () => {
    const { body: configuration } = await http.get('/api/configuration', { token });
    expect(configuration).toMatchObject({ theme: 'dark', timezone: 'UTC', nextResetAt: expect.any(String) });
    const { body: count } = await http.get('/api/session-count', { token });
    expect(count).toMatchObject({ count: expect.any(Number), nextResetAt: configuration['nextResetAt'] });
    const { body: usual } = await http.get('/api/configuration/upcoming-resets', { token });
    expect(usual['items']).toHaveLength(10);
    const { body: three } = await http.get('/api/configuration/upcoming-resets?n=3', { token });
    expect(three['items']).toHaveLength(3);
    expect((three['items'] as object[])[0]).toMatchObject({ resetAt: configuration['nextResetAt'] });
  });

  it.each(['n=0', 'n=367', 'n=two', 'n=1.5', 'n=', 'n=1&n=2', 'm=1'])('not with ?%s', async (query) => {
    const answer = await http.get(`/api/configuration/upcoming-resets?${query}`, { token });
    expect(refused(answer).slice(0, 2)).toEqual([400, 'request/invalid']);
  });
});
