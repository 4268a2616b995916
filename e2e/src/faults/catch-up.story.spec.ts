import { factsOf } from '../kit/fact-stream';
import { eventually } from '../kit/eventually';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

const FAULT_MS = 60_000;

let story: StoryStack;

beforeAll(async () => {
  story = await startStory();
}, STACK_MS);
afterAll(() => story?.close(), STACK_MS);

describe('a gateway that heard nothing while things happened [F-23] [I-20]', () => {
  it(
    'tells its devices afterwards, though nothing new happens any more',
    async () => {
      const person = await Person.guest(story.addresses[0]);
      const phone = await person.connect('phone');
      await phone.command('timer/start', { durationSeconds: 2 });
      const { process } = story.service('gateway');

      // The gateway sleeps through the death of its connection and everything that is told on the next one.
      process.freeze();
      await story.servers.nats.kill();
      await story.servers.nats.start();
      const bus = await story.bus('progress-service');
      await eventually(async () => expect(await factsOf(bus, 'timer', person.userId)).toHaveLength(3));
      process.thaw();

      await eventually(() => expect(phone.timer).toMatchObject({ sessionType: 'short_break', version: 3 }));
      expect(phone.connections).toBe(1);
      expect(phone.news('timer').at(-1)?.event?.type).toBe('CaughtUp');
      phone.close();
    },
    FAULT_MS,
  );
});
