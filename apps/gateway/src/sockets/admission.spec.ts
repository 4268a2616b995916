import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { until } from '@tidemark/local-infra';
import { Admission } from './admission';

let server: Server;
let admission: Admission;
let isBusy: boolean;
let refused: string[];

beforeEach(async () => {
  isBusy = false;
  refused = [];
  server = createServer();
  server.on('upgrade', (_, socket: Duplex) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: test\r\nConnection: Upgrade\r\n\r\n');
    socket
      .on('error', () => undefined)
      .on('end', () => socket.end())
      .resume();
  });
  admission = new Admission({
    allowedOrigins: ['https://app.example.com'],
    trustedProxies: 1,
    perAddressMax: 2,
    isBusy: () => isBusy,
    onRefusal: ({ code }) => refused.push(code),
  });
  admission.guard(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  admission.cutAll();
  await new Promise((resolve) => server.close(resolve));
});

interface Outcome {
  readonly status: number | undefined;
  readonly retryAfter: string | undefined;
  readonly body: string;
  readonly socket: Duplex | undefined;
}

function upgrade(headers: Record<string, string> = {}): Promise<Outcome> {
  const { port } = server.address() as AddressInfo;
  const outcome = (
    { statusCode: status, headers: { 'retry-after': retryAfter } }: IncomingMessage,
    body: string,
    socket?: Duplex,
  ) => ({
    status,
    retryAfter,
    body,
    socket,
  });
  return new Promise((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1',
      port,
      path: '/socket.io/',
      headers: { connection: 'Upgrade', upgrade: 'test', ...headers },
    });
    asked.on('upgrade', (response, socket) =>
      resolve(
        outcome(
          response,
          '',
          socket.on('error', () => undefined),
        ),
      ),
    );
    asked.on('response', (response) => {
      let body = '';
      response.on('data', (part: Buffer) => (body += part.toString()));
      response.on('end', () => resolve(outcome(response, body)));
    });
    asked.on('error', reject).end();
  });
}

describe('before the handshake', () => {
  it('a foreign page is sent away with a body that says why', async () => {
    const { status, body } = await upgrade({ origin: 'https://evil.example.com' });
    expect([status, JSON.parse(body).error.code]).toEqual([403, 'auth/forbidden']);
    expect((await upgrade({ origin: 'https://app.example.com' })).status).toBe(101);
    expect(refused).toEqual(['auth/forbidden']);
  });

  it('everybody waits while we are behind [Q9]', async () => {
    isBusy = true;
    const { status, retryAfter, body } = await upgrade();
    expect([status, retryAfter, JSON.parse(body).error.code]).toEqual([503, '1', 'service/unavailable']);
    isBusy = false;
    expect((await upgrade()).status).toBe(101);
  });

  it('an address has so many sockets, and a new one when one has left [G5]', async () => {
    const crowd = { 'x-forwarded-for': '1.0.0.1' };
    const [first] = [await upgrade(crowd), await upgrade(crowd)];
    expect(await upgrade(crowd)).toMatchObject({ status: 429, retryAfter: '5' });
    expect((await upgrade({ 'x-forwarded-for': '1.0.0.2' })).status).toBe(101);
    first.socket?.destroy();
    await until('the place is free', () => admission.size === 2);
    expect((await upgrade(crowd)).status).toBe(101);
  });

  it('nobody stays when all are cut off', async () => {
    const { socket } = await upgrade();
    admission.cutAll();
    await until('the socket is gone', () => socket?.destroyed === true && admission.size === 0);
  });
});
