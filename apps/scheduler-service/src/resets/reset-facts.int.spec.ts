import { HOUR, SECOND } from '@tidemark/domain';
import { until } from '@tidemark/local-infra';
import type { TestingModule } from '@nestjs/testing';
import { DeadLetters } from '../dead-letters';
import { usersWithDay } from '../testing/day-keeper';
import { SchedulerUnderTest, START_MAX_MS } from '../testing/scheduler-under-test';

const DAY = 24 * HOUR;
const SOON_MS = 2 * SECOND;

describe('a task that follows the facts', () => {
  let scheduler: SchedulerUnderTest;
  let one: TestingModule;

  beforeAll(async () => {
    scheduler = await SchedulerUnderTest.start();
    one = await scheduler.startInstance();
  }, START_MAX_MS);
  afterAll(() => scheduler.close(), START_MAX_MS);

  beforeEach(() => scheduler.forget());

  const untilKept = (count: number) => scheduler.untilActive(count);
  const untilAllRest = () => scheduler.untilActive(0);
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

  it('rings for a day that began shortly before its end, without waiting for a sweep [D4]', async () => {
    await scheduler.days.begin({ userId: 'late riser', endsAt: Date.now() + SOON_MS });
    await until('the bell rang', () => scheduler.days.closings.get('late riser') === 1);
    await untilAllRest();
  });

  it('moves a task to another bucket, and changes nothing by a fact that is older or told twice [I-18]', async () => {
    const endsAt = Date.now() + HOUR;
    const older = scheduler.days.fact({ userId: 'mia', endsAt }, 'active');
    const moved = { userId: 'mia', endsAt: endsAt + HOUR, rule: { timezone: 'Asia/Seoul', dailyResetTime: '1:00' } };
    const newer = scheduler.days.fact(moved, 'active');
    await scheduler.days.tell([newer, newer, older]);
    await scheduler.days.untilHeard();
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
    await scheduler.days.begin(...usersWithDay('mia', 50, endsAt));
    await untilKept(50);
  });

  it('keeps what cannot be applied after the last try, once [F-29]', async () => {
    const letter = { subject: 'tidemark.evt.day.mia.DayBegun', body: '{', streamSequence: 7, tries: 5, error: 'no' };
    const letters = one.get(DeadLetters);
    await Promise.all([letters.keep('spec', letter), letters.keep('spec', letter)]);
    const { rows } = await scheduler.database.query(`SELECT body, reason FROM dead_letters WHERE consumer = 'spec'`);
    expect(rows).toEqual([{ body: '{', reason: 'no' }]);
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

  it('shares the table with the jobs that come round [D8]', async () => {
    await scheduler.days.begin({ userId: 'mia', endsAt: Date.now() + HOUR });
    await untilKept(1);
    const read = `SELECT task_type FROM scheduled_tasks WHERE active ORDER BY 1`;
    const types = async () => (await scheduler.database.query(read)).rows.map(({ task_type }) => task_type);
    await until('the jobs have their rows', async () => (await types()).length === 3);
    expect(await types()).toEqual(['checkpoint_cleanup', 'daily_reset', 'draft_cleanup']);
  });
});
