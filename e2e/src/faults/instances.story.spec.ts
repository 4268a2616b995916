import { Chance, seed } from '../kit/chance';
import { allIsWell } from '../kit/aftermath';
import { Crowd } from '../kit/crowd';
import { eventsOf, typesOf } from '../kit/event-store';
import { eventually } from '../kit/eventually';
import type { Answer } from '../kit/http';
import { Listener } from '../kit/listener';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

const FAULT_MS = 90_000;
const SERVED_BEFORE = 50;
const SERVED_AFTER = 100;
const FROZEN_MS = 5_000;
const EXIT_MAX_MS = 10_000;
const ANSWERED_WITHIN_MS = 30_000;
/** So many sessions end within one second, with two sweepers after them. */
const SESSIONS = 40;

const chance = new Chance(seed);
let story: StoryStack;
let crowd: Crowd;
let listener: Listener;

beforeAll(async () => {
  story = await startStory({ gateways: 2, timerServices: 2, schedulerServices: 2, progressServices: 2 });
  listener = await Listener.to(story, 'timer', 'a-listener-in-a-story');
}, STACK_MS);
afterAll(async () => {
  await listener?.stop();
  await story?.close();
}, STACK_MS);

beforeEach(async () => {
  crowd = await Crowd.gather(story, chance.between(1, 1_000_000));
  crowd.start();
  await crowd.served(SERVED_BEFORE);
}, FAULT_MS);
afterEach(() => crowd?.disperse());

describe(`two instances of every service under load, seed ${seed}`, () => {
  it(
    'complete every session exactly once, and publish every fact in order [F-12] [I-04] [I-11]',
    async () => {
      const people = await Promise.all(Array.from({ length: SESSIONS }, () => Person.guest(story.addresses[0])));
      await Promise.all(people.map((person) => person.post('/api/timer/start', { durationSeconds: 2 })));

      for (const { userId } of people) {
        await eventually(async () =>
          expect(typesOf(await eventsOf(story.database, userId))).toEqual([
            'SessionStarted',
            'SessionCompleted',
            'SessionStarted',
          ]),
        );
      }
      await allIsWell(story, crowd, listener);
    },
    FAULT_MS,
  );

  it(
    'go on without a timer-service that sleeps for five seconds, and bear what it says when it wakes [F-07]',
    async () => {
      const { process } = story.service('timer-service');
      const person = await Person.guest(story.addresses[0]);
      process.freeze();
      const thawedAt = performance.now() + FROZEN_MS;
      try {
        // Requests that meet the sleeping one are asked again, under the same key.
        const { endsAt } = await answered(() =>
          person.post('/api/timer/start', { durationSeconds: 1, commandId: 'during-the-sleep' }),
        );
        await eventually(async () => {
          const { lastSession } = await answered(() => person.get('/api/timer'));
          expect(lastSession).toMatchObject({ ended: 'completed', endedAt: endsAt });
        });
        await crowd.served(SERVED_AFTER);
        await eventually(() => expect(performance.now()).toBeGreaterThan(thawedAt));
      } finally {
        process.thaw();
      }
      await process.ready();
      await allIsWell(story, crowd, listener);
    },
    FAULT_MS,
  );

  it(
    'may be restarted one after the other while everybody works [F-08]',
    async () => {
      for (const { process } of story.stack.services) {
        const askedAt = performance.now();
        await process.stop();
        // One that took longer was killed by its supervisor, and did not say its farewells.
        expect(performance.now() - askedAt).toBeLessThan(EXIT_MAX_MS);
        await process.start();
      }
      await allIsWell(story, crowd, listener);
    },
    FAULT_MS,
  );
});

/** The body of the first answer that is one; each try may take the gateway's whole patience. */
function answered(ask: () => Promise<Answer>): Promise<Answer['body']> {
  return eventually(async () => {
    const { status, body } = await ask();
    expect(status).toBe(200);
    return body;
  }, ANSWERED_WITHIN_MS);
}
