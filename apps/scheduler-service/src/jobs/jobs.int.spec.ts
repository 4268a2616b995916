import { testInfra, until } from '@tidemark/local-infra';
import { Bus, ServiceIdentity, taskSubject } from '@tidemark/messaging';
import { migrate } from '@tidemark/migrations';
import { createLogger, Database, Health, loadConfig, LoopWatch, ServiceKit } from '@tidemark/service-kit';
import { Test, type TestingModule } from '@nestjs/testing';
import { Queue } from 'bullmq';
import { AppModule } from '../app.module';
import { RedisConnection } from '../redis';
import { SchedulerConfig } from '../scheduler.config';
import { JobBell } from './job-bell';
import { JobRunner } from './job-runner';
import { JobSweep } from './job-sweep';
import { repeatingJobs } from './repeating-jobs';

const SECRET = 'a secret of the specs, long enough for all';
const START_MAX_MS = 60_000;
/** Well below what a service as a whole is given to end. */
const LEAVING_MAX_MS = 3_000;

describe.each(repeatingJobs)('the job $taskType', (job) => {
  let infra: Awaited<ReturnType<typeof startInfra>>;
  let app: TestingModule;
  let buses: readonly Bus[];
  let done = 0;

  const startInfra = () => testInfra({ postgres: true, nats: true, redis: true });

  beforeAll(async () => {
    infra = await startInfra();
    await migrate(infra.postgres.url);
    const connect = (name: string) =>
      Bus.connect({ servers: infra.nats.url, name, identity: new ServiceIdentity(name, SECRET) });
    buses = await Promise.all([connect('scheduler-service'), connect('timer-service')]);
    const [bus, worker] = buses as [Bus, Bus];
    worker.connection.subscribe(taskSubject(job.task), {
      callback: (_, message) => {
        done += 1;
        message.respond(JSON.stringify({ ok: true, body: { removed: 0 } }));
      },
    });
    const config = loadConfig(SchedulerConfig, {
      TIDEMARK_POSTGRES_URL: infra.postgres.url,
      TIDEMARK_NATS_URL: infra.nats.url,
      TIDEMARK_REDIS_URL: infra.redis.url,
      TIDEMARK_SERVICE_SECRET: SECRET,
    });
    const kit = { config, bus, health: new Health(new LoopWatch()), logger: createLogger('specs', 'fatal') };
    app = await Test.createTestingModule({ imports: [ServiceKit.around(AppModule, kit)] }).compile();
    await app.init();
    await until('the job has its row', async () => (await dueIn()) !== undefined);
  }, START_MAX_MS);

  afterAll(async () => {
    await app.close();
    await Promise.all(buses.map((bus) => bus.close()));
    await infra.close();
  });

  beforeEach(() => {
    done = 0;
  });

  const database = () => app.get(Database);
  const dueIn = async () => {
    const sql = `SELECT extract(epoch FROM next_execution_at - clock_timestamp())::float8 AS seconds
      FROM scheduled_tasks WHERE task_type = $1`;
    return (await database().query<{ seconds: number }>(sql, [job.taskType])).rows[0]?.seconds;
  };
  const letItBeDueFor = (seconds: number, taskTypes: readonly string[] = [job.taskType]) =>
    database().query(
      `UPDATE scheduled_tasks SET created_at = clock_timestamp() - interval '1 day',
        next_execution_at = clock_timestamp() - $1 * interval '1 second' WHERE task_type = ANY ($2)`,
      [seconds, taskTypes],
    );

  it('is done when it is due, once, and then planned again [D8, T9]', async () => {
    await letItBeDueFor(1);
    expect(await app.get(JobRunner).run(job)).toBe(true);
    expect(await app.get(JobRunner).run(job)).toBe(false);
    expect(done).toBe(1);
    expect(await dueIn()).toBeGreaterThan(0);
  });

  it('is rung by BullMQ [D8]', async () => {
    await letItBeDueFor(1);
    await app.get(JobBell).wind();
    const scheduled = new Queue('repeating-jobs', { connection: app.get(RedisConnection) });
    const next = (await scheduled.getDelayed()).find(({ name }) => name === job.taskType);
    await next!.promote();
    await until('the job is done', () => done === 1);
    await scheduled.close();
  });

  it('is done by the sweep when Redis forgot everything, and rings again afterwards [F-32]', async () => {
    await app.get(RedisConnection).flushall();
    await letItBeDueFor(120);
    await app.get(JobSweep).sweep();
    expect(done).toBe(1);
    expect(await app.get(RedisConnection).keys('bull:repeating-jobs:*')).not.toEqual([]);
  });

  it('is done by the sweep also while nobody does the others', async () => {
    const all = repeatingJobs.map(({ taskType }) => taskType);
    await letItBeDueFor(120, all);
    await expect(app.get(JobSweep).sweep()).rejects.toMatchObject({ name: 'Unavailable' });
    expect(done).toBe(1);
  });

  it('stays due when nobody did it', async () => {
    await letItBeDueFor(1);
    const refusing = { ...job, task: 'nobody-hears-this' };
    await expect(app.get(JobRunner).run(refusing)).rejects.toMatchObject({ name: 'Unavailable' });
    expect(await dueIn()).toBeLessThan(0);
  });

  it('is left behind without delay while Redis is gone [F-31]', async () => {
    await infra.redis.kill();
    await until('the loss is noticed', () => app.get(RedisConnection).status !== 'ready');
    let hasLeft = false;
    void app
      .get(JobBell)
      .stop()
      .then(() => (hasLeft = true));
    await until('the bell is put away', () => hasLeft, LEAVING_MAX_MS);
  });
});
