import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { postgresAnswers } from './answers';
import { binary } from './binaries';
import { EmbeddedServer } from './embedded-server';
import { createCluster, DATABASE, OWNER } from './postgres-cluster';
import { postgresPlace, postgresUser } from './postgres-place';
import { commandLine, isAlive } from '../processes';
import type { Server, ServerPlace } from '../server';
import { until } from '../until';

const CONNECTIONS_MAX = 200;
const ORPHAN_DEADLINE_MS = 10_000;

/** A Postgres whose cluster is made at its first start and reused at every later one. */
export function startPostgres(place: ServerPlace): Promise<Server> {
  const user = postgresUser();
  const dataDir = postgresPlace(place.dataDir, user);
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: CONNECTIONS_MAX,
    timezone: 'UTC',
    ...(place.durable ? {} : { fsync: 'off', full_page_writes: 'off', autovacuum_naptime: '1h' }),
  };
  const parameters = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const clockWords = place.clock ? ['env', ...assignments(place.clock.environment)] : [];
  return EmbeddedServer.start(
    {
      name: 'Postgres',
      prepare: async () => {
        if (!existsSync(join(dataDir, 'PG_VERSION'))) await createCluster(dataDir, user, place.durable);
        await forgetPostmaster(dataDir);
      },
      command: (port) => [...clockWords, binary('postgres'), '-D', dataDir, '-p', String(port), ...parameters],
      answers: (port) => postgresAnswers(url(port)),
      url,
      ...(user ? { runAs: user } : {}),
      stopSignal: 'SIGINT',
      orphanSignal: 'QUIT',
    },
    place,
  );
}

const url = (port: number) => `postgres://${OWNER}@127.0.0.1:${port}/${DATABASE}`;

const assignments = (variables: Readonly<Record<string, string>>) =>
  Object.entries(variables).map(([name, value]) => `${name}=${value}`);

/** After a kill -9 the pid file stays, and by now its number may belong to somebody else. */
async function forgetPostmaster(dataDir: string): Promise<void> {
  const pidFile = join(dataDir, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  const isOurs = () => isAlive(pid) && commandLine(pid).includes(dataDir);
  await until(`the last Postgres on ${dataDir} has ended`, () => !isOurs(), ORPHAN_DEADLINE_MS);
  rmSync(pidFile, { force: true });
}
