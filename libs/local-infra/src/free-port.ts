import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';
const PORTS_TRIED_MAX = 100;

/** A port of the loopback interface on which nobody listens at this moment. */
export async function freePort(): Promise<number> {
  const port = await listenOnce(0, LOOPBACK);
  if (port === undefined) throw new Error('This machine has no free port left.');
  return port;
}

/** The wished port, or the first free one after it. */
export async function freePortFrom(wished: number, host = LOOPBACK): Promise<number> {
  for (let port = wished; port < wished + PORTS_TRIED_MAX; port++) {
    if ((await listenOnce(port, host)) !== undefined) return port;
  }
  throw new Error(`No port from ${wished} to ${wished + PORTS_TRIED_MAX - 1} is free.`);
}

function listenOnce(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
