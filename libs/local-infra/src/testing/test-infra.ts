import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CONTAINERS } from './containers';
import { dockerAnswers } from './docker';
import { findBinary, SERVER_PROGRAMS } from '../embedded/binaries';
import { startNats } from '../embedded/nats-server';
import { startPostgres } from '../embedded/postgres-server';
import { startRedis } from '../embedded/redis-server';
import { findClockLibrary, type ShiftedClock } from '../embedded/shifted-clock';
import type { Server, ServerPlace } from '../server';

/** Which servers a spec file wants to have. */
export interface WantedServers {
  readonly postgres?: true;
  readonly nats?: true;
  readonly redis?: true;
}

/** Servers that a spec file has for itself, to stop, kill, freeze and wipe as it likes. */
export type TestInfra<Wanted extends WantedServers> = { readonly [Name in keyof Wanted]: Server } & {
  /** Ends them all and deletes what they stored. */
  close(): Promise<void>;
};

const EMBEDDED: Record<keyof WantedServers, (place: ServerPlace) => Promise<Server>> = {
  postgres: startPostgres,
  nats: startNats,
  redis: startRedis,
};

/**
 * Starts fresh servers for one spec file; TIDEMARK_TEST_INFRA=auto|containers|embedded says of which kind. A clock of
 * the spec's own makes them processes, for a container knows only the machine's.
 */
export async function testInfra<Wanted extends WantedServers>(
  wanted: Wanted,
  clock?: ShiftedClock,
): Promise<TestInfra<Wanted>> {
  const names = (Object.keys(wanted) as (keyof WantedServers)[]).filter((name) => wanted[name]);
  const dir = mkdtempSync(join(tmpdir(), 'tidemark-spec-'));
  chmodSync(dir, 0o755);
  const starters = !clock && (await containersWanted()) ? CONTAINERS : EMBEDDED;
  const placeOf = (name: string) => ({ dataDir: join(dir, name), durable: false, ...(clock && { clock }) });
  const settled = await Promise.allSettled(names.map((name) => starters[name](placeOf(name))));
  const servers = settled.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  const close = async () => {
    await Promise.all(servers.map((server) => server.wipe()));
    rmSync(dir, { recursive: true, force: true });
  };
  const failed = settled.find((start) => start.status === 'rejected');
  if (failed) {
    await close();
    throw failed.reason;
  }
  return { ...Object.fromEntries(names.map((name, index) => [name, servers[index]])), close } as TestInfra<Wanted>;
}

/** True where `testInfra` can give a spec a clock of its own. */
export function canShiftClocks(): boolean {
  const wantsContainers = process.env['TIDEMARK_TEST_INFRA'] === 'containers';
  return !wantsContainers && findClockLibrary() !== undefined && SERVER_PROGRAMS.every(findBinary);
}

/** Which kind TIDEMARK_TEST_INFRA asks for; by itself, containers wherever a Docker engine answers. */
export async function containersWanted(): Promise<boolean> {
  const wish = process.env['TIDEMARK_TEST_INFRA'] ?? 'auto';
  switch (wish) {
    case 'containers':
      return true;
    case 'embedded':
      return false;
    case 'auto':
      return dockerAnswers();
    default:
      throw new Error(`TIDEMARK_TEST_INFRA must be auto, containers or embedded, not "${wish}".`);
  }
}
