import { testInfra, until, type TestInfra } from '@tidemark/local-infra';
import { Bus, ServiceIdentity } from '@tidemark/messaging';
import { migrate } from '@tidemark/migrations';
import { createLogger, Database, Health, loadConfig, LoopWatch, openDatabase, ServiceKit } from '@tidemark/service-kit';
import { Test, type TestingModule } from '@nestjs/testing';
import { Client } from 'pg';
import { AppModule } from '../app.module';
import { SchedulerConfig } from '../scheduler.config';
import { DayKeeper } from './day-keeper';
import { readTasks, type TaskRow } from './task-rows';

const SECRET = 'a secret of the specs, long enough for all';
const SERVERS = { postgres: true, nats: true, redis: true } as const;
export const START_MAX_MS = 60_000;
/** So seldom that only what a spec sweeps by hand is swept. */
const HARDLY_EVER_SECONDS = '3600';

/** Any number of schedulers on real servers, beside a timer-service in miniature. */
export class SchedulerUnderTest {
  private readonly instances: TestingModule[] = [];
  private readonly buses: Bus[] = [];
  readonly health = new Health(new LoopWatch());

  private constructor(
    readonly infra: TestInfra<typeof SERVERS>,
    readonly days: DayKeeper,
    readonly database: Database,
  ) {}

  static async start(): Promise<SchedulerUnderTest> {
    const infra = await testInfra(SERVERS);
    await migrate(infra.postgres.url);
    const place = { schema: 'scheduler', role: 'tidemark_scheduler' };
    const waiting = { health: new Health(new LoopWatch()), logger: createLogger('specs', 'fatal') };
    const database = await openDatabase(infra.postgres.url, place, waiting);
    return new SchedulerUnderTest(infra, new DayKeeper(await connect(infra.nats.url, 'timer-service')), database);
  }

  /** One more instance; it sweeps at its start, and then so seldom that nobody notices, unless told otherwise. */
  async startInstance(sweepSeconds = HARDLY_EVER_SECONDS): Promise<TestingModule> {
    const bus = await connect(this.infra.nats.url, 'scheduler-service');
    this.buses.push(bus);
    const config = loadConfig(SchedulerConfig, {
      TIDEMARK_POSTGRES_URL: this.infra.postgres.url,
      TIDEMARK_NATS_URL: this.infra.nats.url,
      TIDEMARK_REDIS_URL: this.infra.redis.url,
      TIDEMARK_SERVICE_SECRET: SECRET,
      TIDEMARK_SWEEP_SECONDS: sweepSeconds,
    });
    const kit = { config, bus, health: this.health, logger: createLogger('specs', 'fatal') };
    const app = await Test.createTestingModule({ imports: [ServiceKit.around(AppModule, kit)] }).compile();
    await app.init();
    this.instances.push(app);
    return app;
  }

  tasks(): Promise<readonly TaskRow[]> {
    return readTasks(this.database);
  }

  /** Waits until so many users have somebody who will close their day. */
  async untilActive(count: number): Promise<void> {
    const active = async () => (await this.tasks()).filter((task) => task.active).length;
    await until(`${count} are active`, async () => (await active()) === count);
  }

  /** Between two examples. */
  async forget(): Promise<void> {
    await this.database.query(`DELETE FROM scheduled_tasks WHERE task_type = 'daily_reset'`);
    this.days.forget();
  }

  /** Leaves everybody who is in the middle of something as a kill -9 would leave them in the eyes of Postgres. */
  async cutTransactions(): Promise<void> {
    const client = new Client({ connectionString: this.infra.postgres.url });
    await client.connect();
    await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'`);
    await client.end();
  }

  /** Ends every instance; the servers stay. */
  async closeInstances(): Promise<void> {
    await Promise.all(this.instances.splice(0).map((app) => app.close()));
    await Promise.all(this.buses.splice(0).map((bus) => bus.close()));
  }

  async close(): Promise<void> {
    await this.closeInstances();
    await this.days.bus.close();
    await this.database.end();
    await this.infra.close();
  }
}

const connect = (servers: string, name: string) =>
  Bus.connect({ servers, name, identity: new ServiceIdentity(name, SECRET) });
