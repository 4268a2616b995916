import { dayAt, HOUR, MINUTE, SECOND, type DayFrame, type DayRule } from '@tidemark/domain';

import { startDayStory } from '../kit/day-story';
import { daysByTemporal } from '../kit/days-by-temporal';
import type { Device } from '../kit/device';
import { eventually } from '../kit/eventually';
import { breaches } from '../kit/invariants';
import { Journal } from '../kit/journal';
import { Person } from '../kit/person';
import { closingsOf, dayBreaches } from '../kit/reset-ledger';
import { STACK_MS, type StoryStack } from '../kit/story-stack';
import { canTravel } from '../kit/time-machine';

const FAULT_MS = 90_000;
/** Timer-service leaves a day for half a minute to the scheduler, and looks every ten seconds. */
const OVERDUE_MS = 31 * SECOND;
const CLOSED_WITHIN_MS = 30_000;
const SCHEDULERS = ['scheduler-service', 'scheduler-service-2'];
const TIMER_SERVICES = ['timer-service', 'timer-service-2'];
const tokyo: DayRule = { timezone: 'Asia/Tokyo', dailyResetTime: 'midnight' };

const TASK = `
  SELECT active, (extract(epoch FROM next_execution_at) * 1000)::float8 AS "nextAt"
    FROM scheduler.scheduled_tasks WHERE user_id = $1 AND task_type = 'daily_reset'`;

(canTravel ? describe : describe.skip)('a midnight', () => {
  let story: StoryStack;
  let person: Person;
  let devices: readonly [Device, Device];
  let today: DayFrame;

  beforeAll(async () => {
    story = await startDayStory();
  }, STACK_MS);
  afterAll(() => story?.close(), STACK_MS);

  beforeEach(async () => {
    await story.travelTo(dayAt(story.now(), tokyo).endsAt + 9 * HOUR);
    today = dayAt(story.now(), tokyo);
    person = await Person.guest(story.addresses[0], tokyo.timezone);
    const laptop = person.connect('laptop', { address: story.addresses[1] });
    devices = [await person.connect('phone'), await laptop];
    await devices[0].command('session-count/set', { count: 3 });
  }, FAULT_MS);
  afterEach(() => person?.closeEverything());

  const processes = (names: readonly string[]) => names.map((name) => story.service(name).process);
  const stop = (names: readonly string[]) => Promise.all(processes(names).map((process) => process.stop()));
  const start = (names: readonly string[]) => Promise.all(processes(names).map((process) => process.start()));
  const closings = () => closingsOf(story.database, person.userId);
  const everyDevice = (claim: (device: Device) => void) => eventually(() => devices.forEach(claim), CLOSED_WITHIN_MS);
  const allIsWell = () =>
    eventually(async () => {
      expect(await breaches(story.database, new Journal())).toEqual([]);
      expect(await dayBreaches(story.database)).toEqual([]);
      const { rows } = await story.database.query(TASK, [person.userId]);
      expect(rows).toMatchObject([{ active: false }]);
    }, CLOSED_WITHIN_MS);
  const scheduled = { resetType: 'scheduled_daily', previousCount: 3, newCount: 0 };

  it(
    'with every scheduler dead is seen by timer-service itself, and by devices [D4] [D8] [I-17]',
    async () => {
      await stop(SCHEDULERS);

      await story.travelTo(today.endsAt + OVERDUE_MS);

      await everyDevice((device) => expect(device.heard('daily_reset')).toMatchObject([scheduled]));
      expect(await closings()).toMatchObject([
        { ...scheduled, resetAt: today.endsAt, context: 'boundary', closed: [today] },
      ]);
      await start(SCHEDULERS);
      await allIsWell();
      expect(await closings()).toHaveLength(1);
    },
    FAULT_MS,
  );

  it(
    'with NATS dead is not missed, and devices are told when it is back [D4] [D8] [I-17] [I-20]',
    async () => {
      await story.servers.nats.kill();
      await story.travelTo(today.endsAt + OVERDUE_MS);
      await eventually(
        async () => expect(await closings()).toMatchObject([{ ...scheduled, resetAt: today.endsAt, closed: [today] }]),
        CLOSED_WITHIN_MS,
      );

      await story.servers.nats.start();

      await everyDevice((device) => {
        const nothing = { count: 0, manualSessionOverride: null };
        expect(device.heard('session_count_update').at(-1)).toEqual(nothing);
        expect(device.heard('daily_reset').length).toBeLessThanOrEqual(1);
      });
      await allIsWell();
      expect(await closings()).toHaveLength(1);
    },
    FAULT_MS,
  );

  it(
    'and two more, while timer-service and scheduler are down, make one reset and a row each [D4] [D7] [I-14] [I-17]',
    async () => {
      await devices[0].command('timer/start', { sessionType: 'work', durationSeconds: (25 * MINUTE) / SECOND });
      await stop([...TIMER_SERVICES, ...SCHEDULERS]);
      await story.travel(3 * 24 * HOUR);
      await start([...TIMER_SERVICES, ...SCHEDULERS]);

      // The session ended before the first midnight, so it counts on its day and in no other.
      const caughtUp = { ...scheduled, previousCount: 4 };
      await everyDevice((device) => expect(device.heard('daily_reset')).toMatchObject([caughtUp]));
      const to = dayAt(story.now(), tokyo).localDate;
      const [days = []] = daysByTemporal([{ ...tokyo, from: today.localDate, to }]);
      expect(days).toHaveLength(4);
      const open = days.at(-1);
      expect(await closings()).toEqual([
        expect.objectContaining({
          ...{ ...caughtUp, context: 'catch_up', resetAt: open?.startsAt, localDate: open?.localDate },
          closed: days.slice(0, -1),
        }),
      ]);
      await allIsWell();
      expect((await person.get('/api/resets')).body['items']).toMatchObject([{ ...caughtUp, localDate: to }]);
      const { body } = await person.get(`/api/stats/daily?from=${today.localDate}&to=${to}`);
      const empty = { workSessionsCompleted: 0, totalWorkSeconds: 0, totalBreakSeconds: 0, manualOverrides: 0 };
      const worked = { workSessionsCompleted: 1, totalWorkSeconds: 25 * 60, totalBreakSeconds: 0, manualOverrides: 1 };
      expect(body['items']).toMatchObject(
        days.map(({ localDate }, index) => {
          return { date: localDate, lengthSeconds: 86_400, final: localDate !== to, ...(index === 0 ? worked : empty) };
        }),
      );
    },
    FAULT_MS,
  );
});
