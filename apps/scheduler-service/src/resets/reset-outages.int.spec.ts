import { MINUTE, SECOND } from '@tidemark/domain';
import { until } from '@tidemark/local-infra';
import { createLogger, Health, LoopWatch } from '@tidemark/service-kit';
import type { TestingModule } from '@nestjs/testing';
import { RedisConnection } from '../redis';
import { SchedulerUnderTest, START_MAX_MS } from '../testing/scheduler-under-test';
import { ResetSweep } from './reset-sweep';

const SOON_MS = 2 * SECOND;
const OFTEN_SECONDS = '1';
/** Well below what a service as a whole is given to end. */
const LEAVING_MAX_MS = 5_000;

describe('the reset of days without Redis', () => {
  let scheduler: SchedulerUnderTest;

  beforeAll(async () => {
    scheduler = await SchedulerUnderTest.start();
  }, START_MAX_MS);
  afterAll(() => scheduler.close(), START_MAX_MS);

  afterEach(async () => {
    await scheduler.infra.redis.thaw();
    await scheduler.infra.redis.start();
    await scheduler.closeInstances();
    await scheduler.forget();
  });

  const redisOf = (app: TestingModule) => app.get(RedisConnection);
  const untilThere = (app: TestingModule) => until('Redis is there', () => redisOf(app).isThere);
  const untilClosed = (userId: string) =>
    until(`the day of ${userId} is closed`, () => scheduler.days.closings.get(userId) === 1, 20_000);
  const sweep = (app: TestingModule) => app.get(ResetSweep).sweep();
  const bells = (app: TestingModule) => redisOf(app).keys('bull:daily-resets:*@*');
  const overdueFor = async (userId: string) => {
    await scheduler.days.begin({ userId, endsAt: Date.now() - MINUTE });
    await scheduler.days.untilHeard();
  };

  it('happens after Redis lost everything, and bells are wound up again [F-32]', async () => {
    const app = await scheduler.startInstance();
    await untilThere(app);
    const rings = { userId: 'rung', endsAt: Date.now() + SOON_MS };
    await scheduler.days.begin(rings);
    await scheduler.days.untilHeard();
    await sweep(app);
    expect(await bells(app)).toHaveLength(1);
    await redisOf(app).flushall();
    await sweep(app);
    await untilClosed('rung');
    await overdueFor('forgotten');
    await redisOf(app).flushall();
    await sweep(app);
    expect(scheduler.days.closings.get('forgotten')).toBe(1);
  });

  it('happens while Redis is down, and by its bells when it is back [F-31]', async () => {
    await scheduler.infra.redis.kill();
    const app = await scheduler.startInstance();
    const { dependencies } = await scheduler.health.report();
    expect(dependencies['Redis']).toEqual({ down: 'not connected' });
    await overdueFor('redisless');
    await sweep(app);
    expect(scheduler.days.closings.get('redisless')).toBe(1);

    await scheduler.infra.redis.start();
    await untilThere(app);
    await scheduler.days.begin({ userId: 'back', endsAt: Date.now() + SOON_MS });
    await scheduler.days.untilHeard();
    await sweep(app);
    await untilClosed('back');
  }, 40_000);

  it('happens while Redis is frozen, and nobody waits for it at the end [F-34]', async () => {
    const app = await scheduler.startInstance(OFTEN_SECONDS);
    await untilThere(app);
    await scheduler.infra.redis.freeze();
    await overdueFor('frozen');
    await untilClosed('frozen');
    let hasLeft = false;
    void scheduler.closeInstances().then(() => (hasLeft = true));
    await until('the scheduler has left', () => hasLeft, LEAVING_MAX_MS);
  }, 40_000);

  it('happens while Redis is full [F-33]', async () => {
    const app = await scheduler.startInstance(OFTEN_SECONDS);
    await untilThere(app);
    await redisOf(app).config('SET', 'maxmemory', '1');
    await overdueFor('full');
    await untilClosed('full');
    await redisOf(app).config('SET', 'maxmemory', '0');
  });

  it('is not called ready with a Redis that throws jobs away [F-36]', async () => {
    const health = new Health(new LoopWatch());
    const redis = RedisConnection.to(scheduler.infra.redis.url, health, createLogger('specs', 'fatal'));
    await until('Redis is there', () => redis.isThere);
    await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
    const { dependencies } = await health.report();
    expect(dependencies['Redis']).toEqual({ down: 'maxmemory-policy is allkeys-lru, and must be noeviction' });
    await redis.config('SET', 'maxmemory-policy', 'noeviction');
    redis.disconnect();
  });
});
