import type { TestingModule } from '@nestjs/testing';
import { HOUR, MINUTE } from '@tidemark/domain';
import { usersWithDay } from '../testing/day-keeper';
import { SchedulerUnderTest, START_MAX_MS } from '../testing/scheduler-under-test';
import { ResetController } from './reset.controller';

const tokyo = { timezone: 'Asia/Tokyo', resetTime: '0:00', reason: 'a spec' };

describe('resets that ops ask for', () => {
  let scheduler: SchedulerUnderTest;
  let app: TestingModule;
  beforeAll(async () => {
    scheduler = await SchedulerUnderTest.start();
    app = await scheduler.startInstance();
  }, START_MAX_MS);
  afterAll(() => scheduler.close(), START_MAX_MS);
  beforeEach(() => scheduler.forget());

  const ask = (wish: object, caller = 'ops') => app.get(ResetController).run(wish, { subject: '', caller });

  it('are those that are overdue by that zone and time, each once [D4]', async () => {
    const berlin = { rule: { timezone: 'Europe/Berlin', dailyResetTime: 'midnight' } };
    await scheduler.days.begin(
      ...usersWithDay('mia', 3, Date.now() - MINUTE),
      { userId: 'ben', endsAt: Date.now() + HOUR },
      { userId: 'tom', endsAt: Date.now() - MINUTE, ...berlin },
    );
    await scheduler.untilActive(5);
    expect(await ask(tokyo)).toEqual({ boundaries: 1, users: 3 });
    expect(await ask(tokyo)).toEqual({ boundaries: 0, users: 0 });
    expect([...scheduler.days.closings.entries()]).toEqual([
      ['mia-0', 1],
      ['mia-1', 1],
      ['mia-2', 1],
    ]);
  });

  it('are for those who look after the installation, who name a zone and a time and say why', async () => {
    await expect(ask(tokyo, 'timer-service')).rejects.toMatchObject({ code: 'auth/forbidden' });
    for (const wrong of [{ timezone: 'CET' }, { resetTime: '25:00' }, { reason: '' }, { all: true }]) {
      await expect(ask({ ...tokyo, ...wrong })).rejects.toMatchObject({ name: 'InvalidRequest' });
    }
  });
});
