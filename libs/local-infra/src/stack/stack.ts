import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import type { Say } from '../embedded/install';
import { REPOSITORY } from './repository';
import { forgetRun, runningProcess, takeOver, writeRun } from './run-file';
import { secretsIn } from './secrets';
import { type StackServers, startServers, stopServers } from './stack-servers';
import { planServices, type ServiceWishes, type StackService } from './stack-services';

const run = promisify(execFile);

/** What to start, and where. */
export interface StackOptions extends ServiceWishes {
  /** Where data, logs, secrets and the run file go. */
  readonly dataDir: string;
  /** False for tests: then the servers do not force their writes to the disk. */
  readonly durable?: boolean;
  /** Servers that somebody else starts and stops, such as those of a spec. */
  readonly servers?: Readonly<Record<'postgres' | 'nats' | 'redis', { readonly url: string }>>;
  /** More settings for the services, stronger than those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly say?: Say;
}

/** A whole Tidemark on this machine. */
export interface Stack {
  /** Where the first gateway answers. */
  readonly address: string;
  readonly services: readonly StackService[];
  readonly servers: StackServers;
  /** The settings that every service was given. */
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  /** Stops the services, the last started first, then the servers. */
  stop(): Promise<void>;
}

/** Starts servers, migrates, starts the services and returns when all that are needed are ready. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const say = options.say ?? (() => undefined);
  const dataDir = resolve(options.dataDir);
  await takeOver(dataDir);
  rmSync(join(dataDir, 'logs'), { recursive: true, force: true });
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  await run(process.execPath, [join(REPOSITORY, 'tools/build.mjs')]);

  const outside = { ...process.env, ...options.environment };
  const servers = options.servers ?? (await startServers(dataDir, options.durable ?? true, outside, say));
  const services: StackService[] = [];
  const stop = async () => {
    for (const service of [...services].reverse()) await service.process.stop();
    await stopServers(servers);
    forgetRun(dataDir);
  };

  try {
    const { serviceSecret, tokenKeyFile } = secretsIn(dataDir);
    const environment = {
      TIDEMARK_SERVICE_SECRET: serviceSecret,
      TIDEMARK_TOKEN_KEY_FILE: tokenKeyFile,
      ...outside,
      TIDEMARK_POSTGRES_URL: servers.postgres.url,
      TIDEMARK_NATS_URL: servers.nats.url,
      TIDEMARK_REDIS_URL: servers.redis.url,
    };
    say('Migrating the database ...');
    await run(process.execPath, [join(REPOSITORY, 'migrations/dist/run.js')], { env: environment });

    say('Starting the services ...');
    services.push(...(await planServices(options, environment, dataDir, say)));
    await Promise.all(services.filter(({ isNeeded }) => isNeeded).map((service) => service.process.start()));
    // Nobody waits for the others, nor are they in the way of those who are waited for.
    for (const { process, isNeeded } of services) {
      if (!isNeeded) void process.start().catch(({ message }: Error) => say(message));
    }
    const address = services.find(({ url }) => url)?.url ?? '';
    writeRun(dataDir, {
      address,
      owner: runningProcess('stack', process.pid),
      services: services.map(({ process: { name, pid = 0 }, healthUrl }) => runningProcess(name, pid, healthUrl)),
      postgresUrl: servers.postgres.url,
      natsUrl: servers.nats.url,
      redisUrl: servers.redis.url,
    });
    return { address, services, servers, environment, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
