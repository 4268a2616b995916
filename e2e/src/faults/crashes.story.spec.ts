import { setTimeout as pause } from 'node:timers/promises';

import { Chance, seed } from '../kit/chance';
import { allIsWell } from '../kit/aftermath';
import { Crowd } from '../kit/crowd';
import { eventually } from '../kit/eventually';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

const FAULT_MS = 90_000;
/** Somewhere in here the process dies, with commands under way. */
const MOMENT_MS: readonly [number, number] = [50, 1_000];
const KILLS = 3;
const SERVED_BEFORE = 50;
const SERVED_BETWEEN = 30;

const chance = new Chance(seed);
let story: StoryStack;
let crowd: Crowd;

beforeAll(async () => {
  story = await startStory();
}, STACK_MS);
afterAll(() => story?.close(), STACK_MS);

beforeEach(async () => {
  crowd = await Crowd.gather(story, chance.between(1, 1_000_000));
  crowd.start();
  await crowd.served(SERVED_BEFORE);
}, FAULT_MS);
afterEach(() => crowd?.disperse());

describe(`kill -9 in the middle of commands, seed ${seed}`, () => {
  it.each(['gateway', 'timer-service', 'scheduler-service', 'progress-service'])(
    'of the %s loses nothing and doubles nothing [X5] [I-01] [I-02] [I-06] [I-11] [I-12] [I-13] [I-20]',
    async (name) => {
      const { process } = story.service(name);
      for (let kill = 0; kill < KILLS; kill += 1) {
        await pause(chance.between(...MOMENT_MS));
        await process.kill();
        await process.ready();
        await crowd.served(SERVED_BETWEEN);
      }
      await allIsWell(story, crowd);
    },
    FAULT_MS,
  );

  it(
    'of all four at once loses nothing and doubles nothing [X5] [F-05]',
    async () => {
      const processes = story.stack.services.map(({ process }) => process);
      await Promise.all(processes.map((process) => process.kill()));
      await Promise.all(processes.map((process) => process.ready()));
      expect(crowd.journal.silences).toBeGreaterThan(0);
      await allIsWell(story, crowd);
    },
    FAULT_MS,
  );

  it(
    'of the timer-service lets sessions that end meanwhile be completed afterwards, at their end [T5] [F-02]',
    async () => {
      const person = await Person.guest(story.addresses[0]);
      const { process } = story.service('timer-service');
      const { body } = await person.post('/api/timer/start', { durationSeconds: 1 });
      await process.kill();
      await process.ready();

      await eventually(async () => {
        const timer = (await person.get('/api/timer')).body;
        expect(timer.lastSession).toMatchObject({ ended: 'completed', endedAt: body.endsAt });
      });
      await allIsWell(story, crowd);
    },
    FAULT_MS,
  );
});
