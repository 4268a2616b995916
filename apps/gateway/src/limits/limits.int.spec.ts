import { Device } from '../testing/device';
import { gatewayUnderTest, START_MAX_MS, type GatewayUnderTest } from '../testing/gateway-under-test';
import { HttpClient, type Answer } from '../testing/http-client';

let gateway: GatewayUnderTest;
let http: HttpClient;

beforeAll(async () => {
  gateway = await gatewayUnderTest({
    TIDEMARK_REQUESTS_PER_SECOND: '1',
    TIDEMARK_REQUESTS_BURST: '5',
    TIDEMARK_ACCOUNT_CALLS_PER_SECOND: '3',
    TIDEMARK_SOCKETS_PER_ADDRESS: '4',
    TIDEMARK_TRUSTED_PROXIES: '1',
    TIDEMARK_ALLOWED_ORIGINS: 'https://app.example.com',
  });
  http = new HttpClient(gateway.url);
}, START_MAX_MS);
afterAll(() => gateway?.close(), START_MAX_MS);

const from = (address: string) => ({ 'x-forwarded-for': address });
const guest = (address: string) => http.post('/api/auth/guest', { headers: from(address) });
const tokenFrom = async (address: string) => String((await guest(address)).body['accessToken']);
const times = <Result>(count: number, ask: () => Promise<Result>) => Promise.all(Array.from({ length: count }, ask));

describe('limits [G5]', () => {
  it('hold one user back over HTTP and say for how long', async () => {
    const token = await tokenFrom('1.0.0.1');
    const answers = await times(8, () => http.post('/api/timer/stop', { token }));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(2);
    expect(refused[0]?.body.error).toMatchObject({
      code: 'request/too-many',
      details: { retryInMs: expect.any(Number) },
    });
    expect(refused[0]?.headers.get('retry-after')).toBe('1');
  });

  it('let one user look more often than act', async () => {
    const token = await tokenFrom('1.0.0.1');
    const answers = await times(8, () => http.get('/api/timer', { token }));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
  });

  it('hold the same user back on all sockets together, and nobody else', async () => {
    const [token, other] = [await tokenFrom('1.0.0.2'), await tokenFrom('1.0.0.2')];
    const sockets = await times(2, () => Device.connected(gateway.url, { token, headers: from('1.0.0.2') }));
    const answers = (await Promise.all(sockets.map((device) => times(4, () => device.say('time'))))).flat();
    const refused = answers.filter(({ ok }) => !ok);
    expect(refused.length).toBeGreaterThanOrEqual(2);
    expect(refused[0]?.error).toMatchObject({ code: 'request/too-many', details: { retryInMs: expect.any(Number) } });
    expect((await http.get('/api/timer', { token: other })).status).toBe(200);
    sockets.forEach((device) => device.close());
  });

  it('hold one address back, and no other', async () => {
    const answers: Answer[] = await times(8, () => guest('1.0.0.3'));
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(1);
    expect((await guest('1.0.0.4')).status).toBe(201);
  });

  it('keep a crowd of sockets from one address out before the handshake', async () => {
    const token = await tokenFrom('1.0.0.5');
    const connect = (address: string) => new Device(gateway.url, { token, headers: from(address) });
    const devices = await times(4, () => Device.connected(gateway.url, { token, headers: from('1.0.0.5') }));
    expect(await connect('1.0.0.5').refusal()).toBe('websocket error');
    const elsewhere = connect('1.0.0.6');
    await elsewhere.hears('snapshot');
    devices[0]?.close();
    for (const device of [...devices, elsewhere]) device.close();
  });
});

describe('pages of other origins', () => {
  const origin = 'https://app.example.com';

  it('may read our answers where they are allowed to', async () => {
    const { headers } = await http.get('/api/nothing', { headers: { origin } });
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    const asked = { origin, 'access-control-request-method': 'POST' };
    const preflight = await http.ask('OPTIONS', '/api/timer/start', { headers: asked });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, origin]);
  });

  it('may not where nobody allowed it', async () => {
    const { headers } = await http.get('/api/nothing', { headers: { origin: 'https://evil.example.com' } });
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});
