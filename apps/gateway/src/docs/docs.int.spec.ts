import {
  accountCalls,
  ConfigurationShown,
  HeartbeatShown,
  SessionCountShown,
  SnapshotShown,
  TimerShown,
  UpcomingResetsShown,
  type Shape,
} from '@tidemark/contracts';
import { Device } from '../testing/device';
import { gatewayUnderTest, START_MAX_MS, type GatewayUnderTest } from '../testing/gateway-under-test';
import { HttpClient } from '../testing/http-client';
import { mistakesAgainst } from '../testing/matches-shape';
import {
  ChangedShown,
  DailyResetTold,
  FailureShown,
  SessionCountTold,
  TimeShown,
  TimezoneTold,
} from './message-shapes';
import { plainRoutes } from './plain-routes';

let gateway: GatewayUnderTest;
let http: HttpClient;
let token: string;

beforeAll(async () => {
  gateway = await gatewayUnderTest();
  http = new HttpClient(gateway.url);
  token = (await http.guest()).accessToken;
}, START_MAX_MS);
afterAll(() => gateway?.close(), START_MAX_MS);

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
}

const inBraces = (path: string) => path.replace(/:(\w+)/g, '{$1}');

function servedRoutes(): string[] {
  const { router } = gateway.app.getHttpAdapter().getInstance() as { router: { stack: readonly Layer[] } };
  return router.stack.flatMap(({ route }) =>
    route ? Object.keys(route.methods).map((method) => `${method} ${inBraces(route.path)}`) : [],
  );
}

describe('the served documents', () => {
  it('describe every route that is served, and no other [G4]', async () => {
    const { body } = await http.get('/api/openapi.json');
    const described = Object.entries(body['paths'] as object).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method} ${path}`),
    );
    // Health and the page are answered before and after the routes.
    const besides = ['get /', 'get /health/live', 'get /health/ready', 'get /metrics'];
    expect([...servedRoutes(), ...besides].sort()).toEqual(described.sort());
  });

  it.each(plainRoutes.map(({ path, type }) => [path, type] as const))('include %s', async (path, type) => {
    const { status, headers } = await http.get(path);
    expect([status, headers.get('content-type')]).toEqual([200, expect.stringContaining(type)]);
  });
});

describe('live answers', () => {
  const expectShape = (shape: Shape, value: unknown) => expect(mistakesAgainst(shape, value)).toEqual([]);

  it('are as described over HTTP [G4]', async () => {
    const { guest, me, export: exported } = accountCalls;
    expectShape(guest.answer, (await http.post('/api/auth/guest')).body);
    expectShape(me.answer, (await http.get('/api/me', { token })).body);
    expectShape(exported.answer, (await http.get('/api/me/export', { token })).body);
    expectShape(TimerShown, (await http.post('/api/timer/start', { token })).body);
    expectShape(TimerShown, (await http.get('/api/timer', { token })).body);
    expectShape(ConfigurationShown, (await http.put('/api/configuration', { token, body: { theme: 'light' } })).body);
    expectShape(ConfigurationShown, (await http.get('/api/configuration', { token })).body);
    expectShape(SessionCountShown, (await http.put('/api/session-count', { token, body: { count: 7 } })).body);
    expectShape(UpcomingResetsShown, (await http.get('/api/configuration/upcoming-resets', { token })).body);
    expectShape(HeartbeatShown, (await http.post('/api/heartbeat', { token, body: { revisions: { timer: 0 } } })).body);
    expectShape(FailureShown, (await http.get('/api/nothing')).body);
    expectShape(FailureShown, (await http.post('/api/timer/start', { token, body: [] })).body);
  });

  it('are as described on sockets [G4]', async () => {
    const device = await Device.connected(gateway.url, { token, deviceId: 'phone' });
    expectShape(SnapshotShown, device.all('snapshot')[0]?.body);
    const { ok: _, ...view } = await device.command('timer/stop');
    expectShape(TimerShown, view);
    const { ok: __, ...time } = await device.say('time');
    expectShape(TimeShown, time);
    expectShape(ChangedShown, (await device.hears('changed')).body);
    await device.command('configuration/timezone', { timezone: 'America/New_York' });
    await device.command('session-count/reset');
    for (const { body } of device.all('changed')) expectShape(ChangedShown, body);
    expectShape(SessionCountTold, (await device.hears('session_count_update')).body);
    expectShape(TimezoneTold, (await device.hears('timezone_changed')).body);
    expectShape(DailyResetTold, (await device.hears('daily_reset')).body);
    expectShape(ConfigurationShown, (await device.hears('configuration_changed')).body);
    device.close();
  });
});
