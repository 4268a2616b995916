import { NestFactory } from '@nestjs/core';
import { opsContract } from '@tidemark/contracts';
import { testInfra } from '@tidemark/local-infra';
import { Bus, BusResponder, commandSubject, querySubject, RethrowFilter, ServiceIdentity } from '@tidemark/messaging';
import { migrate } from '@tidemark/migrations';
import { createLogger, Health, loadConfig, LoopWatch, refusing, ServiceKit } from '@tidemark/service-kit';
import { ConsoleConfig } from '../console/console.config';
import { ConsoleModule } from '../console/console.module';

const SECRET = 'a secret of the specs, long enough for all';
export const START_MAX_MS = 60_000;

/** What the gateway hears back. */
export interface Heard {
  readonly ok: boolean;
  readonly body?: Record<string, unknown>;
  readonly error?: { readonly status: number; readonly code: string; readonly message: string };
}

/** The console on real servers, asked over the bus in the name of the gateway. */
export interface ConsoleUnderTest {
  readonly postgresUrl: string;
  /** A connection in the name of another service, closed with the console. */
  busOf(service: string): Promise<Bus>;
  look(name: string, data?: object, service?: string): Promise<Heard>;
  do(name: string, data?: object): Promise<Heard>;
  close(): Promise<void>;
}

export async function consoleUnderTest(): Promise<ConsoleUnderTest> {
  const infra = await testInfra({ postgres: true, nats: true });
  await migrate(infra.postgres.url);
  const environment = {
    TIDEMARK_POSTGRES_URL: infra.postgres.url,
    TIDEMARK_NATS_URL: infra.nats.url,
    TIDEMARK_SERVICE_SECRET: SECRET,
    TIDEMARK_LOG_LEVEL: 'fatal',
  };
  const buses = new Map<string, Promise<Bus>>();
  const busOf = (name: string) => {
    const identity = new ServiceIdentity(name, SECRET);
    const bus = buses.get(name) ?? Bus.connect({ servers: infra.nats.url, name, identity });
    buses.set(name, bus);
    return bus;
  };
  const bus = await busOf('ops');
  const logger = createLogger('ops', 'fatal');
  const health = new Health(new LoopWatch());
  const root = ServiceKit.around(ConsoleModule, {
    config: loadConfig(ConsoleConfig, environment),
    bus,
    health,
    logger,
  });
  const strategy = new BusResponder({ bus, queueGroup: 'ops', refuse: refusing(logger) });
  const app = await NestFactory.createMicroservice(root, { logger: false, strategy });
  app.useGlobalFilters(new RethrowFilter());
  await app.listen();
  health.started();

  const asked = { userId: 'olga', correlationId: 'request-1' };
  return {
    postgresUrl: infra.postgres.url,
    busOf,
    look: async (name, data = {}, service = 'gateway') => {
      const subject = querySubject(opsContract.category);
      return (await (await busOf(service)).request(subject, { name, data, ...asked })) as Heard;
    },
    do: async (name, data = {}) => {
      const subject = commandSubject(opsContract.category);
      return (await (await busOf('gateway')).request(subject, { name, data, commandId: 'c', ...asked })) as Heard;
    },
    close: async () => {
      await app.close();
      for (const opened of buses.values()) await (await opened).close();
      await infra.close();
    },
  };
}
