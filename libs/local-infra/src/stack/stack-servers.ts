import { join } from 'node:path';

import type { ServerProgram } from '../embedded/binaries';
import { installServers, type Say } from '../embedded/install';
import { startNats } from '../embedded/nats-server';
import { startPostgres } from '../embedded/postgres-server';
import { startRedis } from '../embedded/redis-server';
import type { Server, ServerPlace } from '../server';

/** The three servers of a stack; one that was named by a URL in the environment is not ours to stop. */
export interface StackServers {
  readonly postgres: StackServer;
  readonly nats: StackServer;
  readonly redis: StackServer;
}

/** A server behind a URL, and the means to start and stop it where it is ours. */
export interface StackServer {
  readonly url: string;
  readonly own?: Server;
}

const KINDS = {
  postgres: { variable: 'TIDEMARK_POSTGRES_URL', program: 'postgres', start: startPostgres },
  nats: { variable: 'TIDEMARK_NATS_URL', program: 'nats-server', start: startNats },
  redis: { variable: 'TIDEMARK_REDIS_URL', program: 'redis-server', start: startRedis },
} as const satisfies Record<
  keyof StackServers,
  { variable: string; program: ServerProgram; start(place: ServerPlace): Promise<Server> }
>;

/** Starts the servers that the environment does not name, and installs their programs first where they are missing. */
export async function startServers(
  dataDir: string,
  durable: boolean,
  environment: NodeJS.ProcessEnv,
  say: Say,
): Promise<StackServers> {
  const embedded = Object.values(KINDS).filter(({ variable }) => !environment[variable]);
  await installServers(
    embedded.map(({ program }) => program),
    say,
  );
  if (embedded.length > 0) say('Starting the servers that no URL was given for ...');
  const start = async (name: keyof StackServers): Promise<StackServer> => {
    const { variable, start: startOwn } = KINDS[name];
    const url = environment[variable];
    if (url) return { url };
    const own = await startOwn({ dataDir: join(dataDir, name), durable, say });
    return { url: own.url, own };
  };
  const [postgres, nats, redis] = await allOrNone([start('postgres'), start('nats'), start('redis')]);
  return { postgres, nats, redis };
}

/** Stops the servers that are ours, the database last. */
export async function stopServers(servers: StackServers): Promise<void> {
  await Promise.all([servers.redis.own?.stop(), servers.nats.own?.stop()]);
  await servers.postgres.own?.stop();
}

async function allOrNone(starts: [Promise<StackServer>, Promise<StackServer>, Promise<StackServer>]) {
  try {
    return await Promise.all(starts);
  } catch (error) {
    const settled = await Promise.allSettled(starts);
    await Promise.all(settled.map((start) => (start.status === 'fulfilled' ? start.value.own?.stop() : undefined)));
    throw error;
  }
}
