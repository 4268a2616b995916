import { HOUR } from '@tidemark/domain';
import { ErasureController } from './erasure.controller';
import { usersWithDay } from './testing/day-keeper';
import { SchedulerUnderTest, START_MAX_MS } from './testing/scheduler-under-test';

describe('somebody who is erased', () => {
  let scheduler: SchedulerUnderTest;
  let erase: (userId: string, caller?: string) => Promise<object>;
  beforeAll(async () => {
    scheduler = await SchedulerUnderTest.start();
    const app = await scheduler.startInstance();
    erase = (userId, caller = 'gateway') =>
      app.get(ErasureController).erase({ userId, salt: 'a-salt' }, { subject: '', caller });
  }, START_MAX_MS);
  afterAll(() => scheduler.close(), START_MAX_MS);

  it('has no task any more, and gets none by what is told late [I-28]', async () => {
    const days = usersWithDay('mia', 2, Date.now() + HOUR);
    await scheduler.days.begin(...days);
    await scheduler.untilActive(2);
    for (const _ of [1, 2]) await erase('mia-0');
    await scheduler.days.begin(...days);
    await scheduler.days.untilHeard();
    expect((await scheduler.tasks()).map(({ userId }) => userId)).toEqual(['mia-1']);
  });

  it('is forgotten for nobody but the desk of accounts', () =>
    expect(erase('mia-1', 'ops')).rejects.toMatchObject({ code: 'auth/forbidden' }));
});
