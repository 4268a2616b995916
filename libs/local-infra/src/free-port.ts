import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';
const PORTS_TRIED_MAX = 100;

/**
 * Below the ports that systems lend to outgoing connections: one of those may be taken by a client in the moment in
 * which a server that crashed is away from it.
 */
const FIRST = 20_000;
const LAST = 32_000;
/** What was given away is not always listened on at once, and must not be given away twice. */
const given = new Set<number>();

/** A port of the loopback interface on which nobody listens at this moment; never the same one twice. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < PORTS_TRIED_MAX; tried += 1) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
    if (given.has(port) || (await listenOnce(port, LOOPBACK)) === undefined) continue;
    given.add(port);
    return port;
  }
  throw new Error('This machine has no free port left.');
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
