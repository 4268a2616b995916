import { dayAt, HOUR, MINUTE, toIso, type DayFrame, type DayRule } from '@tidemark/domain';
import { Redis } from 'ioredis';

import { startDayStory, SWEPT_AFTER_MS } from '../kit/day-story';
import type { Device } from '../kit/device';
import { eventually } from '../kit/eventually';
import { breaches } from '../kit/invariants';
import { Journal } from '../kit/journal';
import { Person } from '../kit/person';
import { closingsOf, dayBreaches } from '../kit/reset-ledger';
import { STACK_MS, type StoryStack } from '../kit/story-stack';
import { canTravel } from '../kit/time-machine';

const FAULT_MS = 60_000;
/** Less than timer-service waits before it looks itself: the sweep must have done it. */
const CLOSED_WITHIN_MS = 15_000;
const SCHEDULERS = ['scheduler-service', 'scheduler-service-2'];
const tokyo: DayRule = { timezone: 'Asia/Tokyo', dailyResetTime: 'midnight' };

const TASKS_WAITING = `
  SELECT count(*)::int AS count FROM scheduler.scheduled_tasks WHERE active AND task_type = 'daily_reset'`;

(canTravel ? describe : describe.skip)('at midnight, with two of every service', () => {
  let story: StoryStack;
  let person: Person;
  let devices: readonly Device[];
  let today: DayFrame;

  beforeAll(async () => {
    story = await startDayStory();
  }, STACK_MS);
  afterAll(() => story?.close(), STACK_MS);

  beforeEach(async () => {
    // The morning after, so that a story has a whole day before it.
    await story.travelTo(dayAt(story.now(), tokyo).endsAt + 9 * HOUR);
    today = dayAt(story.now(), tokyo);
    person = await Person.guest(story.addresses[0], tokyo.timezone);
    const laptop = person.connect('laptop', { address: story.addresses[1] });
    devices = [await person.connect('phone'), await laptop];
    await person.put('/api/session-count', { count: 3 });
  }, FAULT_MS);
  afterEach(() => person?.closeEverything());

  const isReset = async () => {
    const told = { resetType: 'scheduled_daily', previousCount: 3, newCount: 0 };
    await eventually(() => {
      for (const device of devices) {
        expect(device.heard('daily_reset')).toMatchObject([told]);
        expect(device.heard('session_count_update').at(-1)).toEqual({ count: 0, manualSessionOverride: null });
      }
    }, CLOSED_WITHIN_MS);
    expect(await closingsOf(story.database, person.userId)).toMatchObject([
      { ...told, resetAt: today.endsAt, context: 'boundary', closed: [today] },
    ]);
    expect((await person.get('/api/resets')).body['items']).toMatchObject([
      { ...told, resetTimestamp: toIso(today.endsAt) },
    ]);
  };
  const allIsWell = () =>
    eventually(async () => {
      expect(await breaches(story.database, new Journal())).toEqual([]);
      expect(await dayBreaches(story.database)).toEqual([]);
      expect((await story.database.query(TASKS_WAITING)).rows).toEqual([{ count: 0 }]);
    }, CLOSED_WITHIN_MS);

  it(
    'Redis, flushed a minute before, is not missed [F-32] [I-17]',
    async () => {
      await story.travelTo(today.endsAt - MINUTE);
      const redis = new Redis(story.servers.redis.url);
      // The bell of this midnight hangs there.
      await eventually(async () => expect(await redis.keys(`*${today.endsAt}*`)).not.toEqual([]));
      await redis.flushall();
      await redis.quit();

      await story.travelTo(today.endsAt + SWEPT_AFTER_MS);

      await isReset();
      await allIsWell();
    },
    FAULT_MS,
  );

  it.each(['killed', 'frozen'] as const)(
    'Redis, %s before and back after, is not missed [F-31] [I-17]',
    async (how) => {
      const { redis } = story.servers;
      await (how === 'killed' ? redis.kill() : redis.freeze());
      try {
        await story.travelTo(today.endsAt + SWEPT_AFTER_MS);
        await isReset();
      } finally {
        await (how === 'killed' ? redis.start() : redis.thaw());
      }
      await Promise.all(SCHEDULERS.map((name) => story.service(name).process.ready()));
      await allIsWell();
    },
    FAULT_MS,
  );
});
