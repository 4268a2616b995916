import { randomUUID } from 'node:crypto';
import { DatabaseClock, type Clock } from '@tidemark/event-log';
import type { Instant } from '@tidemark/domain';
import { testInfra } from '@tidemark/local-infra';
import { Bus, ServiceIdentity } from '@tidemark/messaging';
import { migrate } from '@tidemark/migrations';
import { createLogger, Database, Health, loadConfig, LoopWatch, ServiceKit } from '@tidemark/service-kit';
import { Test, type TestingModule } from '@nestjs/testing';
import { AppModule } from '../app.module';
import { ProgressConfig } from '../progress.config';
import { StatsController } from '../stats/stats.controller';
import { OwnerStandIn } from './owner-stand-in';

const SECRET = 'a secret of the specs, long enough for all';
export const START_MAX_MS = 60_000;

/** Time that stands still until a spec moves it. */
class StandingClock implements Clock {
  at: Instant = Date.parse('2026-01-05T12:00:00.000Z');

  now(): Instant {
    return this.at;
  }
}

/** The whole service on real servers, in one instance or several, beside a stand-in for the owner of the events. */
export class ServiceUnderTest {
  private constructor(
    readonly apps: readonly TestingModule[],
    readonly owner: OwnerStandIn,
    readonly clock: StandingClock,
    private readonly buses: readonly Bus[],
    private readonly infra: Awaited<ReturnType<typeof startInfra>>,
  ) {}

  static async start(instances = 1): Promise<ServiceUnderTest> {
    const infra = await startInfra();
    await migrate(infra.postgres.url);
    const owner = await OwnerStandIn.start(infra.nats.url, SECRET);
    const clock = new StandingClock();
    const started = await Promise.all(Array.from({ length: instances }, () => startInstance(infra, clock)));
    const apps = started.map(({ app }) => app);
    const buses = started.map(({ bus }) => bus);
    return new ServiceUnderTest(apps, owner, clock, buses, infra);
  }

  get app(): TestingModule {
    return this.apps[0]!;
  }

  get database(): Database {
    return this.app.get(Database);
  }

  /** A question as the gateway sends it. */
  async ask<Answer>(userId: string, name: string, data: object = {}): Promise<Answer> {
    const envelope = { name: `stats/${name}`, userId, correlationId: randomUUID(), data };
    return (await this.app.get(StatsController).query(envelope)) as Answer;
  }

  async close(): Promise<void> {
    for (const app of this.apps) await app.close();
    for (const bus of this.buses) await bus.close();
    await this.owner.close();
    await this.infra.close();
  }
}

const startInfra = () => testInfra({ postgres: true, nats: true });

async function startInstance({ postgres, nats }: Awaited<ReturnType<typeof startInfra>>, clock: StandingClock) {
  const config = loadConfig(ProgressConfig, {
    TIDEMARK_POSTGRES_URL: postgres.url,
    TIDEMARK_NATS_URL: nats.url,
    TIDEMARK_SERVICE_SECRET: SECRET,
    TIDEMARK_LOG_LEVEL: 'fatal',
  });
  const name = 'progress-service';
  const bus = await Bus.connect({ servers: nats.url, name, identity: new ServiceIdentity(name, SECRET) });
  const kit = { config, bus, health: new Health(new LoopWatch()), logger: createLogger('specs', 'fatal') };
  const app = await Test.createTestingModule({ imports: [ServiceKit.around(AppModule, kit)] })
    .overrideProvider(DatabaseClock)
    .useValue(clock)
    .compile();
  await app.init();
  return { app, bus };
}
