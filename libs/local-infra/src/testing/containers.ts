import type { StartedTestContainer } from 'testcontainers';

import { natsAnswers, postgresAnswers, redisAnswers } from '../embedded/answers';
import { freePort } from '../free-port';
import { DATABASE, OWNER } from '../embedded/postgres-cluster';
import type { Server } from '../server';
import { until } from '../until';

const ANSWER_DEADLINE_MS = 60_000;
const STOP_TIMEOUT_S = 10;
const PORT_RACES_MAX = 3;

interface ContainerRecipe {
  readonly name: string;
  readonly port: number;
  readonly image: string;
  readonly command: string[];
  readonly environment?: Record<string, string>;
  answers(hostPort: number): Promise<boolean>;
  url(hostPort: number): string;
}

const POSTGRES: ContainerRecipe = {
  name: 'Postgres',
  port: 5432,
  image: 'postgres:18-alpine',
  command: ['postgres', '-c', 'fsync=off', '-c', 'max_connections=200', '-c', 'timezone=UTC'],
  environment: { POSTGRES_USER: OWNER, POSTGRES_DB: DATABASE, POSTGRES_HOST_AUTH_METHOD: 'trust' },
  answers: (hostPort) => postgresAnswers(POSTGRES.url(hostPort)),
  url: (hostPort) => `postgres://${OWNER}@127.0.0.1:${hostPort}/${DATABASE}`,
};

const NATS: ContainerRecipe = {
  name: 'NATS',
  port: 4222,
  image: 'nats:2.12-alpine',
  command: ['-js', '-sd', '/data'],
  answers: natsAnswers,
  url: (hostPort) => `nats://127.0.0.1:${hostPort}`,
};

const REDIS: ContainerRecipe = {
  name: 'Redis',
  port: 6379,
  image: 'redis:8-alpine',
  command: ['redis-server', '--appendonly', 'yes', '--maxmemory-policy', 'noeviction'],
  answers: redisAnswers,
  url: (hostPort) => `redis://127.0.0.1:${hostPort}`,
};

/** The same servers as the embedded ones, as containers. */
export const CONTAINERS = {
  postgres: () => ContainerServer.start(POSTGRES),
  nats: () => ContainerServer.start(NATS),
  redis: () => ContainerServer.start(REDIS),
};

/** Keeps one host port over its life, which Docker's own random ports would not survive a restart. */
class ContainerServer implements Server {
  readonly pid = undefined;
  private container: StartedTestContainer | undefined;

  private constructor(
    private readonly recipe: ContainerRecipe,
    private readonly hostPort: number,
  ) {}

  /** Another program may take the free port before Docker does; then another port is taken. */
  static async start(recipe: ContainerRecipe): Promise<ContainerServer> {
    for (let race = 1; ; race++) {
      const server = new ContainerServer(recipe, await freePort());
      try {
        await server.start();
        return server;
      } catch (error) {
        const lostRace = /port is already allocated|address already in use/i.test(String(error));
        if (!lostRace || race === PORT_RACES_MAX) throw error;
      }
    }
  }

  get url(): string {
    return this.recipe.url(this.hostPort);
  }

  async start(): Promise<void> {
    if (this.container) await this.ask((container) => container.start());
    else this.container = await this.create();
    await until(`${this.recipe.name} answers`, () => this.recipe.answers(this.hostPort), ANSWER_DEADLINE_MS);
  }

  stop(): Promise<void> {
    return this.ask((container) => container.stop({ t: STOP_TIMEOUT_S }));
  }

  kill(): Promise<void> {
    return this.ask((container) => container.kill());
  }

  freeze(): Promise<void> {
    return this.ask((container) => container.pause());
  }

  thaw(): Promise<void> {
    return this.ask((container) => container.unpause());
  }

  async wipe(): Promise<void> {
    await this.ask((container) => container.remove({ force: true, v: true }));
    this.container = undefined;
  }

  private async create(): Promise<StartedTestContainer> {
    const { GenericContainer } = await testcontainers();
    const { image, command, environment = {}, port } = this.recipe;
    return new GenericContainer(image)
      .withCommand(command)
      .withEnvironment(environment)
      .withExposedPorts({ container: port, host: this.hostPort })
      .start();
  }

  /** Says something to the engine about our container; that it is already so is fine. */
  private async ask(wish: (container: EngineContainer) => Promise<unknown>): Promise<void> {
    if (!this.container) return;
    const { getContainerRuntimeClient } = await testcontainers();
    const { container: engine } = await getContainerRuntimeClient();
    try {
      await wish(engine.getById(this.container.getId()));
    } catch (error) {
      if (!isAlreadySo(error)) throw error;
    }
  }
}

/** Takes a second to load, which is only worth it where containers are used. */
const testcontainers = () => import('testcontainers');

type RuntimeClient = Awaited<ReturnType<typeof import('testcontainers').getContainerRuntimeClient>>;
type EngineContainer = ReturnType<RuntimeClient['container']['getById']>;

/** Docker answers 304 to a start or stop that changes nothing, 404 or 409 to a wish about what is gone or not running. */
function isAlreadySo(error: unknown): boolean {
  const status = (error as { statusCode?: number }).statusCode;
  return status === 304 || status === 404 || status === 409;
}
