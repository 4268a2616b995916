import { HOUR, MINUTE, SECOND, type Instant } from '@tidemark/domain';
import { until } from '@tidemark/local-infra';
import type { TestingModule } from '@nestjs/testing';
import { Queue } from 'bullmq';
import { DeadLetters } from '../dead-letters';
import { RedisConnection } from '../redis';
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

  beforeEach(async () => {
    await scheduler.database.query(`DELETE FROM scheduled_tasks WHERE task_type = 'daily_reset'`);
    scheduler.days.asked.length = 0;
    scheduler.days.closings.clear();
    scheduler.days.beforeAnswer = () => undefined;
    scheduler.days.afterClosing = () => undefined;
  });

  const users = (name: string, count: number, endsAt: Instant) =>
    Array.from({ length: count }, (_, index) => ({ userId: `${name}-${index}`, endsAt }));
  const sweep = (app = one) => app.get(ResetSweep).sweep();
  const untilKept = (count: number) =>
    scheduler.untilTasks(`${count} are kept`, (tasks) => tasks.filter(({ active }) => active).length === count);
  const untilAllRest = (deadlineMs?: number) =>
    scheduler.untilTasks('all rest', (tasks) => tasks.every(({ active }) => !active), deadlineMs);
  const oneClosingEach = (count: number) => {
    expect(scheduler.days.closings.size).toBe(count);
    expect([...scheduler.days.closings.values()].every((closings) => closings === 1)).toBe(true);
  };
  const askedFor = () => scheduler.days.asked.flatMap(({ userIds }) => userIds);

  it('is rung at the boundary, once for each user, with two instances [D4, D8, I-17]', async () => {
    const boundaryAt = Date.now() + SOON_MS;
    await scheduler.days.begin(...users('mia', 300, boundaryAt));
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

  it('knows the rows by fields that can be read [D8]', async () => {
    const endsAt = Date.now() + DAY;
    await scheduler.days.begin({
      userId: 'mia',
      endsAt,
      rule: { timezone: 'Africa/Cairo', dailyResetTime: { hour: 7 } },
    });
    await untilKept(1);
    expect(await scheduler.tasks()).toEqual([
      {
        userId: 'mia',
        active: true,
        timezone: 'Africa/Cairo',
        resetTime: '07:00',
        cronExpression: '0 7 * * *',
        nextAt: endsAt,
        wasExecuted: false,
        position: expect.any(Number),
      },
    ]);
  });

  it('is asked for once after three days of downtime [D4]', async () => {
    await scheduler.days.begin(...users('mia', 20, Date.now() - 3 * DAY));
    await untilKept(20);
    await sweep();
    await untilAllRest();
    oneClosingEach(20);
    expect(askedFor()).toHaveLength(20);
  });

  it('takes a large bucket in batches, shared by all who run it', async () => {
    const boundaryAt = Date.now() - MINUTE;
    await scheduler.days.begin(...users('mia', 5_000, boundaryAt));
    await untilKept(5_000);
    await Promise.all([sweep(one), sweep(other), one.get(ResetRun).run({ ...tokyo, boundaryAt })]);
    await untilAllRest();
    oneClosingEach(5_000);
    expect(askedFor()).toHaveLength(5_000);
    expect(Math.max(...scheduler.days.asked.map(({ userIds }) => userIds.length))).toBe(1_000);
  }, 30_000);

  it('moves a user whose day goes on [D6]', async () => {
    const boundaryAt = Date.now() - MINUTE;
    const later = Date.now() + 5 * HOUR;
    await scheduler.days.begin(...users('mia', 2, boundaryAt));
    await untilKept(2);
    scheduler.days.extend({ userId: 'mia-1', endsAt: later });
    await sweep();
    expect(await scheduler.tasks()).toMatchObject([
      { userId: 'mia-0', active: false, nextAt: boundaryAt, wasExecuted: true },
      { userId: 'mia-1', active: true, nextAt: later },
    ]);
  });

  it('leaves users due whose batch failed, and does those behind them', async () => {
    await scheduler.days.begin(...users('mia', 1_500, Date.now() - MINUTE));
    await untilKept(1_500);
    scheduler.days.beforeAnswer = ({ userIds }) => {
      if (userIds.length === 1_000) throw new Error('no');
    };
    await expect(sweep()).rejects.toThrow('no');
    await untilKept(1_000);
    scheduler.days.beforeAnswer = () => undefined;
    await sweep();
    await untilAllRest();
    oneClosingEach(1_500);
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
    await scheduler.days.begin(...users('mia', 10, Date.now() - MINUTE));
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

  describe('follows the facts', () => {
    const row = async () => (await scheduler.tasks())[0];

    it('puts a task to rest that somebody else has closed, and keeps one row per user [D8, D10]', async () => {
      const endsAt = Date.now() + HOUR;
      await scheduler.days.begin({ userId: 'mia', endsAt });
      await untilKept(1);
      await scheduler.days.tell([scheduler.days.fact({ userId: 'mia', endsAt: endsAt + DAY }, 'resting')]);
      await untilAllRest();
      expect(await row()).toMatchObject({ wasExecuted: true });
      await scheduler.days.begin({ userId: 'mia', endsAt: endsAt + DAY });
      await untilKept(1);
      expect(await scheduler.tasks()).toHaveLength(1);
      expect(await row()).toMatchObject({ nextAt: endsAt + DAY, active: true });
    });

    it('moves a task to another bucket, and changes nothing by a fact that is older or told twice [I-18]', async () => {
      const endsAt = Date.now() + HOUR;
      const older = scheduler.days.fact({ userId: 'mia', endsAt }, 'active');
      const moved = { userId: 'mia', endsAt: endsAt + HOUR, rule: { timezone: 'Asia/Seoul', dailyResetTime: '1:00' } };
      const newer = scheduler.days.fact(moved, 'active');
      await scheduler.days.tell([newer, newer, older]);
      await until('all is heard', () => scheduler.days.hasBeenHeardBy('scheduler-days'));
      expect(await row()).toMatchObject({ position: newer.position, nextAt: endsAt + HOUR, timezone: 'Asia/Seoul' });
    });

    it('keeps a row for a fact that is days late, and one for a day that has not begun here [D10]', async () => {
      await scheduler.days.begin({ userId: 'late', endsAt: Date.now() - 5 * DAY });
      await scheduler.days.begin({ userId: 'early', endsAt: Date.now() + 2 * DAY });
      await untilKept(2);
    });

    it('goes on with the others where one cannot be applied [F-29]', async () => {
      const endsAt = Date.now() + HOUR;
      const zoneless = { userId: 'odd', endsAt, rule: { timezone: 'Mars/Olympus', dailyResetTime: 'midnight' } };
      const tooFar = { ...scheduler.days.fact({ userId: 'far', endsAt }, 'active'), position: 1e30 };
      await scheduler.days.tell([scheduler.days.fact(zoneless, 'active'), tooFar]);
      await scheduler.days.begin(...users('mia', 50, endsAt));
      await untilKept(50);
    });

    it('keeps what cannot be applied after the last try, once [F-29]', async () => {
      const letter = { subject: 'tidemark.evt.day.mia.DayBegun', body: '{', streamSequence: 7, tries: 5, error: 'no' };
      const letters = one.get(DeadLetters);
      await Promise.all([letters.keep('spec', letter), letters.keep('spec', letter)]);
      const { rows } = await scheduler.database.query(`SELECT body, reason FROM dead_letters WHERE consumer = 'spec'`);
      expect(rows).toEqual([{ body: '{', reason: 'no' }]);
    });
  });

  it('shares the table with the jobs that come round [D8]', async () => {
    await scheduler.days.begin({ userId: 'mia', endsAt: Date.now() + HOUR });
    await untilKept(1);
    const types = await scheduler.database.query(`SELECT task_type FROM scheduled_tasks WHERE active ORDER BY 1`);
    expect(types.rows.map(({ task_type }) => task_type)).toEqual(['checkpoint_cleanup', 'daily_reset']);
  });
});
