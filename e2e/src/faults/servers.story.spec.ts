import { factsOfCategory } from '@tidemark/messaging';
import { Redis } from 'ioredis';

import { Chance, seed } from '../kit/chance';
import { allIsWell } from '../kit/aftermath';
import { Crowd } from '../kit/crowd';
import { allEvents } from '../kit/event-store';
import { eventually } from '../kit/eventually';
import { keptFacts } from '../kit/fact-stream';
import { Listener } from '../kit/listener';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

const FAULT_MS = 90_000;
const SERVED_BEFORE = 50;
const SERVED_AFTER = 100;
const PUBLISHED_AGAIN_WITHIN_MS = 20_000;

const chance = new Chance(seed);
let story: StoryStack;
let crowd: Crowd;
let listener: Listener;

beforeAll(async () => {
  story = await startStory();
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

describe(`a server that fails under load, seed ${seed}`, () => {
  it(
    'NATS, killed and started again [F-23] [I-04]',
    async () => {
      await story.servers.nats.kill();
      await story.servers.nats.start();
      await allIsWell(story, crowd, listener);
    },
    FAULT_MS,
  );

  it(
    'NATS, with everything it had stored wiped: the facts are published again [F-24] [I-04]',
    async () => {
      await story.servers.nats.wipe();
      await story.servers.nats.start();
      await allIsWell(story, crowd, listener);

      const bus = await story.bus('progress-service');
      await eventually(async () => {
        const kept = new Set((await keptFacts(bus, factsOfCategory('timer'))).map(({ messageId }) => messageId));
        const missing = (await allEvents(story.database)).filter(({ eventId }) => !kept.has(eventId));
        expect(missing).toEqual([]);
      }, PUBLISHED_AGAIN_WITHIN_MS);
    },
    FAULT_MS,
  );

  it(
    'Redis, flushed and then killed: timers do not need it [F-31] [F-32]',
    async () => {
      await flushed(story.servers.redis.url);
      await crowd.served(SERVED_AFTER);
      await story.servers.redis.kill();
      await crowd.served(SERVED_AFTER);
      await story.servers.redis.start();
      await story.service('scheduler-service').process.ready();
      await allIsWell(story, crowd, listener);
    },
    FAULT_MS,
  );

  it(
    'Postgres, killed and started again: nothing acknowledged is lost [F-14] [I-01]',
    async () => {
      await story.servers.postgres.kill();
      await story.servers.postgres.start();
      await allIsWell(story, crowd, listener);
    },
    FAULT_MS,
  );
});

async function flushed(redisUrl: string): Promise<void> {
  const redis = new Redis(redisUrl);
  await redis.flushall();
  await redis.quit();
}
