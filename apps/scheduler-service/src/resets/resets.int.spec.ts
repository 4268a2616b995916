import { CLOSED_TOGETHER_MAX } from '@tidemark/contracts';
import { HOUR, MINUTE, SECOND } from '@tidemark/domain';
import { until } from '@tidemark/local-infra';
import type { TestingModule } from '@nestjs/testing';
import { Queue } from 'bullmq';
import { RedisConnection } from '../redis';
import { usersWithDay } from '../testing/day-keeper';
import { SchedulerUnderTest, START_MAX_MS } from '../testing/scheduler-under-test';
import { ResetBell } from './reset-bell';
import { nameOf } from './reset-bucket';
import { ResetRun } from './reset-run';
import { ResetSweep } from './reset-sweep';

const DAY = 24 * HOUR;
/** Long enough ahead for bells to be wound up first. */
const SOON_MS = 2 * SECOND;
const tokyo = { timezone: 'Asia/Tokyo', resetTime: '00:00' };

describe('the reset of days', () => {
  let scheduler: SchedulerUnderTest;
  let one: TestingModule;
  let other: TestingModule;

  beforeAll(async () => {
    scheduler = await SchedulerUnderTest.start();
    one = await scheduler.startInstance();
    other = await scheduler.startInstance();
  }, START_MAX_MS);
  afterAll(() => scheduler.close(), START_MAX_MS);

  beforeEach(() => scheduler.forget());

  const sweep = (app = one) => app.get(ResetSweep).sweep();
  const untilKept = (count: number) => scheduler.untilActive(count);
  const untilAllRest = () => scheduler.untilActive(0);
  const oneClosingEach = (count: number) => {
    expect(scheduler.days.closings.size).toBe(count);
    expect([...scheduler.days.closings.values()].every((closings) => closings === 1)).toBe(true);
  };
  const askedFor = () => scheduler.days.asked.flatMap(({ userIds }) => userIds);

  it('is rung at the boundary, once for each user, with two instances [D4, D8, I-17]', async () => {
    const boundaryAt = Date.now() + SOON_MS;
    await scheduler.days.begin(...usersWithDay('mia', 300, boundaryAt));
    await untilKept(300);
    await Promise.all([sweep(one), sweep(other)]);
    let wasEarly = false;
    scheduler.days.beforeAnswer = () => void (wasEarly ||= Date.now() < boundaryAt);
    await untilAllRest();
    expect(wasEarly).toBe(false);
    oneClosingEach(300);
    expect(askedFor()).toHaveLength(300);
  });

  it('has a bucket for each reset time of a zone, and leaves the other one alone [D8]', async () => {
    const boundaryAt = Date.now() - 10 * SECOND;
    const atSeven = { rule: { timezone: 'Asia/Tokyo', dailyResetTime: '7:00' } };
    await scheduler.days.begin(
      { userId: 'mia', endsAt: boundaryAt },
      { userId: 'ben', endsAt: boundaryAt, ...atSeven },
    );
    await untilKept(2);
    await one.get(ResetRun).run({ ...tokyo, boundaryAt });
    expect(askedFor()).toEqual(['mia']);
    await sweep();
    expect(askedFor()).toEqual(['mia', 'ben']);
    await untilAllRest();
  });

  it('is asked for once after three days of downtime [D4]', async () => {
    await scheduler.days.begin(...usersWithDay('mia', 20, Date.now() - 3 * DAY));
    await untilKept(20);
    await sweep();
    await untilAllRest();
    oneClosingEach(20);
    expect(askedFor()).toHaveLength(20);
  });

  it('takes a large bucket in batches, shared by all who run it', async () => {
    const boundaryAt = Date.now() - MINUTE;
    await scheduler.days.begin(...usersWithDay('mia', 5_000, boundaryAt));
    await untilKept(5_000);
    await Promise.all([sweep(one), sweep(other), one.get(ResetRun).run({ ...tokyo, boundaryAt })]);
    await untilAllRest();
    oneClosingEach(5_000);
    expect(askedFor()).toHaveLength(5_000);
    expect(Math.max(...scheduler.days.asked.map(({ userIds }) => userIds.length))).toBe(CLOSED_TOGETHER_MAX);
  }, 30_000);

  it('moves a user whose day goes on [D6]', async () => {
    const boundaryAt = Date.now() - MINUTE;
    const later = Date.now() + 5 * HOUR;
    await scheduler.days.begin(...usersWithDay('mia', 2, boundaryAt));
    await untilKept(2);
    scheduler.days.extend({ userId: 'mia-1', endsAt: later });
    await sweep();
    expect(await scheduler.tasks()).toMatchObject([
      { userId: 'mia-0', active: false, nextAt: boundaryAt, wasExecuted: true },
      { userId: 'mia-1', active: true, nextAt: later },
    ]);
  });

  it('leaves users due whose batch failed, and does those behind them', async () => {
    await scheduler.days.begin(...usersWithDay('mia', CLOSED_TOGETHER_MAX + 10, Date.now() - MINUTE));
    await untilKept(CLOSED_TOGETHER_MAX + 10);
    // The bell runs the same bucket, and two who take at once share the users in any way.
    scheduler.days.beforeAnswer = ({ userIds }) => {
      if (userIds.includes('mia-0')) throw new Error('no');
    };
    await expect(sweep()).rejects.toThrow('no');
    const due = async () => (await scheduler.tasks()).filter(({ active }) => active).map(({ userId }) => userId);
    await until('those behind have rested', async () => (await due()).length <= CLOSED_TOGETHER_MAX);
    expect(await due()).toContain('mia-0');
    scheduler.days.beforeAnswer = () => undefined;
    await sweep();
    await untilAllRest();
    oneClosingEach(CLOSED_TOGETHER_MAX + 10);
  });

  it('is asked for once more where timer-service says that the day is not over yet', async () => {
    await scheduler.days.begin({ userId: 'mia', endsAt: Date.now() + SOON_MS });
    await untilKept(1);
    scheduler.days.tooEarly = 1;
    await sweep();
    await untilAllRest();
    oneClosingEach(1);
    expect(askedFor()).toEqual(['mia', 'mia']);
  });

  it('doubles nothing where the answer was lost [F-03]', async () => {
    await scheduler.days.begin(...usersWithDay('mia', 10, Date.now() - MINUTE));
    await untilKept(10);
    scheduler.days.afterClosing = () => {
      throw new Error('gone before the answer');
    };
    await expect(sweep()).rejects.toThrow('gone');
    await untilKept(10);
    scheduler.days.afterClosing = () => undefined;
    await sweep(other);
    await untilAllRest();
    oneClosingEach(10);
  });

  it('is finished by another instance where one died in the middle of a batch [F-03]', async () => {
    await scheduler.days.begin(...usersWithDay('mia', 10, Date.now() - MINUTE));
    await untilKept(10);
    scheduler.days.beforeAnswer = () => scheduler.cutTransactions();
    await expect(sweep(one)).rejects.toThrow();
    scheduler.days.beforeAnswer = () => undefined;
    await untilKept(10);
    await sweep(other);
    await untilAllRest();
    oneClosingEach(10);
  });

  it('comes to a bucket however many others are refused', async () => {
    const boundaryAt = Date.now() - HOUR;
    const refused = Array.from({ length: 6 }, (_, hour) => ({
      userId: `odd-${hour}`,
      endsAt: boundaryAt,
      rule: { timezone: 'Asia/Tokyo', dailyResetTime: { hour: hour + 1 } },
    }));
    await scheduler.days.begin(...refused, { userId: 'mia', endsAt: boundaryAt + MINUTE });
    await untilKept(7);
    scheduler.days.beforeAnswer = ({ userIds }) => {
      if (userIds[0]?.startsWith('odd')) throw new Error('no');
    };
    await expect(sweep()).rejects.toThrow('no');
    expect([...scheduler.days.closings.keys()]).toEqual(['mia']);
  });

  describe('is never early', () => {
    const bucket = (restMs: number) => ({ ...tokyo, boundaryAt: Date.now() + restMs });

    it('when somebody asks for it', async () => {
      const asked = bucket(HOUR);
      await scheduler.days.begin({ userId: 'mia', endsAt: asked.boundaryAt });
      await untilKept(1);
      await one.get(ResetRun).run(asked);
      expect(askedFor()).toEqual([]);
    });

    it('when the clock of a host is a little ahead [F-37]', async () => {
      const rung = bucket(SOON_MS);
      let wasEarly = false;
      scheduler.days.beforeAnswer = () => void (wasEarly ||= Date.now() < rung.boundaryAt);
      await scheduler.days.begin({ userId: 'mia', endsAt: rung.boundaryAt });
      await untilKept(1);
      await one.get(ResetBell).wind([{ ...rung, restMs: 0 }]);
      await untilAllRest();
      expect(wasEarly).toBe(false);
    });

    it('when the clock of a host is an hour ahead: the bell is wound up once more [F-37]', async () => {
      const rung = bucket(HOUR);
      const queue = new Queue('daily-resets', { connection: one.get(RedisConnection) });
      await one.get(ResetBell).wind([{ ...rung, restMs: 0 }]);
      await until('the bell waits again', async () => {
        const job = await queue.getJob(nameOf(rung));
        return (job?.delay ?? 0) > MINUTE;
      });
      await queue.close();
    });
  });
});
