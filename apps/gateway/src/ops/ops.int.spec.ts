import { opsContract, type QueryEnvelope } from '@tidemark/contracts';
import { BusResponder, commandSubject, querySubject } from '@tidemark/messaging';
import { opsEndpoints } from '../http/endpoint';
import { gatewayUnderTest, START_MAX_MS, type GatewayUnderTest } from '../testing/gateway-under-test';
import { HttpClient, type Answer } from '../testing/http-client';
import { tokenWith } from '../testing/tokens';

let gateway: GatewayUnderTest;
let http: HttpClient;
let guest: string;

beforeAll(async () => {
  gateway = await gatewayUnderTest();
  http = new HttpClient(gateway.url);
  guest = (await http.guest()).accessToken;
}, START_MAX_MS);
afterAll(() => gateway?.close(), START_MAX_MS);

const refused = ({ status, body }: Answer) => [status, body.error?.code];
const tokenOf = (...roles: readonly string[]) => tokenWith(gateway.signingKey, { sub: 'olga', roles });
const routes = opsEndpoints.map(({ route: { method, path }, right }) => {
  return [method.toUpperCase(), path.replace(/\{\w+\}/g, 'x'), right] as const;
});

describe('every call of operators', () => {
  it.each(routes)('is refused without a token, and without the role: %s %s [O2] [I-26]', async (method, path) => {
    expect(refused(await http.ask(method, path, {}))).toEqual([401, 'auth/missing']);
    for (const token of [guest, await tokenOf('user'), await tokenOf(), await tokenOf('Ops', 'operator')]) {
      expect(refused(await http.ask(method, path, { token }))).toEqual([403, 'auth/forbidden']);
    }
  });

  it.each(routes.filter(([, , right]) => right === 'change'))(
    'that changes something is refused to who may only look: %s %s [O2]',
    async (method, path) => {
      expect(refused(await http.ask(method, path, { token: await tokenOf('ops') }))).toEqual([403, 'auth/forbidden']);
      const admin = await http.ask(method, path, { token: await tokenOf('ops-admin') });
      expect(refused(admin)).toEqual([400, 'request/invalid']);
    },
  );
});

describe('while the operations service is away', () => {
  it('operators are told, and nobody else notices [O2]', async () => {
    const token = await tokenOf('ops');
    const answer = await http.get('/api/ops/overview', { token });
    expect(refused(answer)).toEqual([503, 'service/unavailable']);
    expect((await http.get('/api/timer', { token })).status).toBe(200);
  });
});

describe('what operators say', () => {
  const heard: QueryEnvelope[] = [];
  let responder: BusResponder;

  beforeAll(async () => {
    responder = new BusResponder({ bus: gateway.bus, queueGroup: 'ops' });
    const answer = async (envelope: QueryEnvelope) => {
      heard.push(envelope);
      return { heard: envelope.name };
    };
    responder.addHandler(querySubject(opsContract.category), answer);
    responder.addHandler(commandSubject(opsContract.category), answer);
    await new Promise<void>((resolve, reject) => responder.listen((error) => (error ? reject(error) : resolve())));
  });
  afterAll(() => responder?.close());
  beforeEach(() => void heard.splice(0));

  it('reaches the operations service checked, and in their name [O2]', async () => {
    const token = await tokenOf('ops');
    const { status, body } = await http.get('/api/ops/streams?user=anna&limit=5', { token });
    expect([status, body]).toEqual([200, { heard: 'ops/streams' }]);
    expect(heard).toMatchObject([{ name: 'ops/streams', userId: 'olga', data: { user: 'anna', limit: 5 } }]);
  });

  it('may change something with a reason, and not without [O2]', async () => {
    const token = await tokenOf('ops-admin');
    const letter = 'timer/checkpoints/3.17';
    const silent = await http.post('/api/ops/dead-letters/skip', { token, body: { letter } });
    expect(refused(silent)).toEqual([400, 'request/invalid']);
    const said = { letter, reason: 'made by hand' };
    expect((await http.post('/api/ops/dead-letters/skip', { token, body: said })).status).toBe(200);
    expect(heard).toMatchObject([{ name: 'ops/skip-letter', userId: 'olga', data: said }]);
  });

  it.each([
    '/api/ops/streams?limit=0',
    '/api/ops/days/anna/2026-02-30',
    '/api/ops/streams/timer-anna/state?version=-1',
  ])('is refused where it makes no sense: %s', async (path) => {
    expect(refused(await http.get(path, { token: await tokenOf('ops') }))).toEqual([400, 'request/invalid']);
    expect(heard).toEqual([]);
  });
});
