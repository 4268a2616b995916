import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  freePort,
  ShiftedClock,
  startStack,
  testInfra,
  type ServiceCounts,
  type ServiceWishes,
  type Stack,
  type StackService,
} from '@tidemark/local-infra';
import type { Instant } from '@tidemark/domain';
import { Bus, ServiceIdentity } from '@tidemark/messaging';
import { Pool } from 'pg';

import { complaintsIn } from './complaints';
import { logLines, type LogLine } from './log-lines';
import { TimeMachine } from './time-machine';

/** How long a stack may take from nothing to ready, and back. */
export const STACK_MS = 120_000;

/** Stories press many buttons in a second; what the limits do is told by the stories about bad input. */
const ROOMY = {
  TIDEMARK_REQUESTS_PER_SECOND: '10000',
  TIDEMARK_REQUESTS_BURST: '10000',
  TIDEMARK_ACCOUNT_CALLS_PER_SECOND: '1000',
};

/** What a story may wish for beside processes and settings. */
export interface StoryWishes {
  /** A clock that `travel` can set ahead; such a story is skipped where `canTravel` is false. */
  readonly timeTravel?: boolean;
  /** Services whose host has a clock of its own, by the name of the process. */
  readonly clockOf?: Readonly<Record<string, ShiftedClock>>;
  /** What single services are told beside the settings of all, by the name of the process. */
  readonly environmentOf?: ServiceWishes['environmentOf'];
}

/** Every process of Tidemark on servers of its own, and the two ways to look inside: the database and the bus. */
export interface StoryStack {
  readonly stack: Stack;
  readonly servers: Awaited<ReturnType<typeof startServers>>;
  /** One for each gateway. */
  readonly addresses: readonly [string, ...string[]];
  /** Logged in as the owner: sees everything. */
  readonly database: Pool;
  readonly tokenKeyFile: string;
  /** What the database's clock says. */
  now(): Instant;
  /** Sets the database's clock ahead; returns when every service is there. */
  travel(durationMs: number): Promise<void>;
  travelTo(instant: Instant): Promise<void>;
  /** What the services have logged so far. */
  logLines(): readonly LogLine[];
  service(name: string): StackService;
  /** A connection to the bus in the name of a service, closed with the stack. */
  bus(serviceName: string): Promise<Bus>;
  /** Ends everything; throws where a service has logged an error meanwhile. */
  close(): Promise<void>;
}

const startServers = (clock?: ShiftedClock) => testInfra({ postgres: true, nats: true, redis: true }, clock);

/** Starts servers, migrates, and starts so many of each service. */
export async function startStory(
  counts: ServiceCounts = {},
  environment: Record<string, string> = {},
  { timeTravel = false, clockOf = {}, environmentOf = {} }: StoryWishes = {},
): Promise<StoryStack> {
  const clock = timeTravel ? new ShiftedClock() : undefined;
  const servers = await startServers(clock);
  const close = async () => {
    await servers.close();
    clock?.remove();
  };
  try {
    const environments = Object.entries(clockOf).map(([name, host]) => [name, host.environment] as const);
    // The console is in the way of stories that do not look at it.
    const services = {
      opsServices: 0,
      ...counts,
      environmentOf: { ...environmentOf, ...Object.fromEntries(environments) },
    };
    return await storyOn({ servers, clock, close }, services, environment);
  } catch (error) {
    await close();
    throw error;
  }
}

interface Ground {
  readonly servers: StoryStack['servers'];
  readonly clock: ShiftedClock | undefined;
  close(): Promise<void>;
}

async function storyOn(
  { servers, clock, close }: Ground,
  services: ServiceWishes,
  environment: Record<string, string>,
): Promise<StoryStack> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tidemark-story-'));
  const settings = { ...ROOMY, TIDEMARK_PORT: String(await freePort()), ...environment };
  const stack = await startStack({ ...services, dataDir, durable: false, servers, environment: settings });
  const database = new Pool({ connectionString: servers.postgres.url, max: 4 });
  // Stories kill the server; the next query gets a new connection.
  database.on('error', () => undefined);
  const timeMachine = new TimeMachine({ clock, database, stack });
  const buses: Bus[] = [];
  return {
    stack,
    servers,
    addresses: addressesOf(stack),
    database,
    now: () => timeMachine.now(),
    travel: (durationMs) => timeMachine.travel(durationMs),
    travelTo: (instant) => timeMachine.travelTo(instant),
    logLines: () => logLines(dataDir),
    tokenKeyFile: stack.environment['TIDEMARK_TOKEN_KEY_FILE'] ?? '',
    service: (name) => named(stack, name),
    bus: async (serviceName) => {
      const identity = new ServiceIdentity(serviceName, stack.environment['TIDEMARK_SERVICE_SECRET'] ?? '');
      const bus = await Bus.connect({ servers: servers.nats.url, name: serviceName, identity });
      buses.push(bus);
      return bus;
    },
    close: async () => {
      await Promise.all(buses.map((bus) => bus.close()));
      await database.end();
      await stack.stop();
      await close();
      const complaints = complaintsIn(dataDir);
      rmSync(dataDir, { recursive: true, force: true });
      if (complaints.length > 0) throw new Error(`A service met a bug:\n${complaints.join('\n')}`);
    },
  };
}

function addressesOf({ services }: Stack): [string, ...string[]] {
  const [first, ...others] = services.flatMap(({ url }) => (url ? [url] : []));
  if (first === undefined) throw new Error('A story needs a gateway.');
  return [first, ...others];
}

function named({ services }: Stack, name: string): StackService {
  const found = services.find(({ process }) => process.name === name);
  if (!found) throw new Error(`This stack has no ${name}.`);
  return found;
}
