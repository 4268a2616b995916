import { dayAt, HOUR, type DayRule } from '@tidemark/domain';
import { taskSubject, type Bus } from '@tidemark/messaging';

import { busyPeople } from '../kit/busy-people';
import { startDayStory, SWEPT_AFTER_MS } from '../kit/day-story';
import { eventually } from '../kit/eventually';
import { breaches } from '../kit/invariants';
import { Journal } from '../kit/journal';
import { dayBreaches } from '../kit/reset-ledger';
import { STACK_MS, type StoryStack } from '../kit/story-stack';
import { canTravel } from '../kit/time-machine';

const FAULT_MS = 120_000;
const PEOPLE = 3_000;
const KILLS = 3;
const CLOSED_WITHIN_MS = 30_000;
/** Facts that died with their reader are handed out again after half a minute. */
const SETTLED_WITHIN_MS = 45_000;
const tokyo: DayRule = { timezone: 'Asia/Tokyo', dailyResetTime: 'midnight' };

const TASKS_WAITING = `
  SELECT count(*)::int AS count FROM scheduler.scheduled_tasks WHERE active AND task_type = 'daily_reset'`;
/** How many people had how many resets at this midnight. */
const RESETS = `
  SELECT resets, count(*)::int AS people
    FROM (
      SELECT count(*)::int AS resets FROM timer.events
       WHERE type = 'DayClosed' AND occurred_at = to_timestamp($1::float8 / 1000) GROUP BY stream_id
    ) AS of_people
   GROUP BY resets`;

(canTravel ? describe : describe.skip)('a bucket of three thousand people', () => {
  let story: StoryStack;

  beforeAll(async () => {
    story = await startDayStory();
  }, STACK_MS);
  afterAll(() => story?.close(), STACK_MS);

  const tasksAre = (count: number) =>
    eventually(async () => {
      expect((await story.database.query(TASKS_WAITING)).rows).toEqual([{ count }]);
    }, SETTLED_WITHIN_MS);

  it.each(['timer-service', 'scheduler-service'])(
    'is reset once for each of them, though both of %s are killed while it is in hand, again and again [F-03] [I-17] [D8]',
    async (name) => {
      // The morning after, so that there is a whole day before them.
      await story.travelTo(dayAt(story.now(), tokyo).endsAt + 9 * HOUR);
      const { endsAt } = dayAt(story.now(), tokyo);
      await busyPeople(story, PEOPLE, tokyo.timezone);
      await tasksAre(PEOPLE);
      const bus = await story.bus('gateway');
      const both = [story.service(name).process, story.service(`${name}-2`).process];
      let asked = askedFor(bus);
      await bus.flush();
      const killing = async () => {
        for (let kill = 0; kill < KILLS; kill += 1) {
          // Sent and not answered yet: some people are being closed, nobody knows of it, and the others wait.
          await asked;
          await Promise.all(both.map((process) => process.kill()));
          asked = askedFor(bus);
        }
      };

      await Promise.all([killing(), story.travelTo(endsAt + SWEPT_AFTER_MS)]);

      await eventually(async () => {
        expect((await story.database.query(RESETS, [endsAt])).rows).toEqual([{ resets: 1, people: PEOPLE }]);
      }, CLOSED_WITHIN_MS);
      await tasksAre(0);
      await eventually(async () => {
        expect(await breaches(story.database, new Journal())).toEqual([]);
        expect(await dayBreaches(story.database)).toEqual([]);
      }, SETTLED_WITHIN_MS);
    },
    FAULT_MS,
  );
});

/** Returns when a scheduler asks for days to be closed. */
function askedFor(bus: Bus): Promise<void> {
  return new Promise((resolve) => {
    const watch = bus.subscribe(taskSubject('close-days'), () => {
      watch.unsubscribe();
      resolve();
    });
  });
}
