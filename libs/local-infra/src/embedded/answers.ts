import { connect } from 'node:net';

import { Client } from 'pg';

const PATIENCE_MS = 1_000;

/** NATS introduces itself to everyone who connects, and says there whether JetStream is awake. */
export const natsAnswers = (port: number) => greets(port, '', /^INFO .*"jetstream":true/);

/** Redis answers a ping once its file is loaded. */
export const redisAnswers = (port: number) => greets(port, 'PING\r\n', /^\+PONG/);

/** Postgres answers a query, which it does later than it takes connections. */
export async function postgresAnswers(connectionString: string): Promise<boolean> {
  const client = new Client({ connectionString, connectionTimeoutMillis: PATIENCE_MS });
  // Postgres may close the connection while it is still waking up; that is an answer like any other.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function greets(port: number, words: string, expected: RegExp): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: PATIENCE_MS });
    const settle = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.on('connect', () => words && socket.write(words));
    socket.on('data', (bytes) => settle(expected.test(bytes.toString('latin1'))));
    socket.on('error', () => settle(false));
    socket.on('timeout', () => settle(false));
    socket.on('end', () => settle(false));
  });
}
