import type { TestingModule } from '@nestjs/testing';
import { HOUR } from '@tidemark/domain';
import { until } from '@tidemark/local-infra';
import { Queue } from 'bullmq';
import { QueueController } from './queue.controller';
import { RedisConnection } from './redis';
import { ResetSweep } from './resets/reset-sweep';
import { usersWithDay } from './testing/day-keeper';
import { SchedulerUnderTest, START_MAX_MS } from './testing/scheduler-under-test';

describe('what ops are told of the bells', () => {
  let scheduler: SchedulerUnderTest;
  let app: TestingModule;
  beforeAll(async () => {
    scheduler = await SchedulerUnderTest.start();
    app = await scheduler.startInstance();
  }, START_MAX_MS);
  afterAll(() => scheduler.close(), START_MAX_MS);

  const standing = async (name: string) => {
    const { queues } = await app.get(QueueController).standing();
    return queues.find(({ queue }) => queue === name);
  };

  it('is what each is to ring for', async () => {
    await scheduler.days.begin(...usersWithDay('mia', 3, Date.now() + HOUR));
    await scheduler.untilActive(3);
    await app.get(ResetSweep).sweep();
    expect(await standing('daily-resets')).toMatchObject({ delayed: 1, failed: 0, failures: [] });
  });

  it('names the cause of what was given up', async () => {
    const queue = new Queue('repeating-jobs', { connection: app.get(RedisConnection) });
    await queue.add('a-job-of-tomorrow', {});
    await until('it failed', async () => (await standing('repeating-jobs'))?.failed === 1);
    await queue.close();
    expect((await standing('repeating-jobs'))?.failures).toMatchObject([
      { job: 'a-job-of-tomorrow', reason: 'Nobody knows the job a-job-of-tomorrow', tries: 1 },
    ]);
  });

  it('is rung again when ops ask for it, for one or for all, and for nobody else', async () => {
    const retry = (asked: object, caller = 'ops') => app.get(QueueController).retry(asked, { subject: '', caller });
    const failures = async () => (await standing('repeating-jobs'))?.failures ?? [];
    for (const asked of [{ jobId: (await failures())[0]?.id }, {}]) {
      const failedAt = (await failures())[0]?.failedAt;
      expect(await retry(asked)).toEqual({ retried: 1 });
      await until('it failed again', async () => {
        const [failure] = await failures();
        return failure !== undefined && failure.failedAt !== failedAt;
      });
    }
    await expect(retry({ jobId: 'nobody' })).rejects.toMatchObject({ code: 'job/not-found' });
    await expect(retry({}, 'gateway')).rejects.toMatchObject({ code: 'auth/forbidden' });
  });

  it('is nothing while Redis is away', async () => {
    await scheduler.infra.redis.stop();
    await until('it was noticed', async () => !app.get(RedisConnection).isThere);
    expect(await app.get(QueueController).standing()).toEqual({ queues: [] });
    const asked = app.get(QueueController).retry({}, { subject: '', caller: 'ops' });
    await expect(asked).rejects.toMatchObject({ name: 'Unavailable' });
  });
});
