import { until } from '@tidemark/local-infra';
import { Device } from './testing/device';
import { gatewayUnderTest, START_MAX_MS, type GatewayUnderTest } from './testing/gateway-under-test';
import { HttpClient } from './testing/http-client';

const OUTAGE_MAX_MS = 30_000;

let gateway: GatewayUnderTest;
let http: HttpClient;
let isClosed = false;

beforeAll(async () => {
  gateway = await gatewayUnderTest();
  http = new HttpClient(gateway.url);
}, START_MAX_MS);
afterAll(async () => {
  if (!isClosed) await gateway?.close();
}, START_MAX_MS);

const isReady = async () => (await http.get('/health/ready')).status === 200;

describe('a gateway', () => {
  it(
    'without NATS says 503 on every surface, keeps its sockets, and recovers by itself',
    async () => {
      const { accessToken: token } = await http.guest();
      const device = await Device.connected(gateway.url, { token });
      await gateway.infra.nats.stop();
      const [answer, acknowledged] = await Promise.all([
        http.get('/api/timer', { token }),
        device.command('timer/start'),
      ]);
      expect([answer.status, answer.body.error?.code]).toEqual([503, 'service/unavailable']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(acknowledged).toMatchObject({ ok: false, error: { code: 'service/unavailable' } });
      expect((await http.get('/health/ready')).body).toMatchObject({
        status: 'not-ready',
        dependencies: { NATS: { down: expect.any(String) } },
      });
      const newcomer = new Device(gateway.url, { token });
      await gateway.infra.nats.start();
      await until('the gateway is ready again', isReady);
      // Those who answer come back by themselves too, and perhaps later than the gateway.
      await until('a command is answered again', async () => (await device.command('timer/start')).ok === true);
      const another = await Device.connected(gateway.url, { token });
      for (const each of [device, newcomer, another]) each.close();
    },
    OUTAGE_MAX_MS,
  );

  it(
    'without Postgres says 503 to accounts and goes on serving timers',
    async () => {
      const { accessToken: token } = await http.guest();
      await gateway.infra.postgres.stop();
      const refused = await http.post('/api/auth/guest');
      expect([refused.status, refused.body.error?.code]).toEqual([503, 'service/unavailable']);
      expect((await http.get('/api/timer', { token })).status).toBe(200);
      await gateway.infra.postgres.start();
      await until('guests are welcome again', async () => (await http.post('/api/auth/guest')).status === 201);
    },
    OUTAGE_MAX_MS,
  );

  it(
    'that leaves tells every device when to come back, and waits for none',
    async () => {
      const { accessToken: token } = await http.guest();
      const [device, deaf] = await Promise.all([1, 2].map(() => Device.connected(gateway.url, { token })));
      const engine = deaf!.socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void } } };
      engine.ws._socket.pause();
      isClosed = true;
      const closing = gateway.close();
      expect((await device!.hears('drain')).body).toEqual({ retryInMs: expect.any(Number) });
      await device!.isGone();
      await closing;
      await expect(http.get('/health/live')).rejects.toThrow();
      deaf!.close();
    },
    OUTAGE_MAX_MS,
  );
});
