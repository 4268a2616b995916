import { factsOfCategory } from '@tidemark/messaging';
import { Redis } from 'ioredis';

import { seed } from '../kit/chance';
import { allIsWell } from '../kit/aftermath';
import { allEvents } from '../kit/event-store';
import { eventually } from '../kit/eventually';
import { keptFacts } from '../kit/fact-stream';
import { FAULT_MS, underLoad } from '../kit/under-load';

const SERVED_AFTER = 100;
const PUBLISHED_AGAIN_WITHIN_MS = 20_000;

const scene = underLoad({}, { listens: true });

describe(`a server that fails under load, seed ${seed}`, () => {
  it(
    'NATS, killed and started again [F-23] [I-04]',
    async () => {
      await scene.story.servers.nats.kill();
      await scene.story.servers.nats.start();
      await allIsWell(scene);
    },
    FAULT_MS,
  );

  it(
    'NATS, with everything it had stored wiped: the facts are published again [F-24] [I-04]',
    async () => {
      await scene.story.servers.nats.wipe();
      await scene.story.servers.nats.start();
      await allIsWell(scene);

      const bus = await scene.story.bus('progress-service');
      await eventually(async () => {
        const kept = new Set((await keptFacts(bus, factsOfCategory('timer'))).map(({ messageId }) => messageId));
        const missing = (await allEvents(scene.story.database, 'timer')).filter(({ eventId }) => !kept.has(eventId));
        expect(missing).toEqual([]);
      }, PUBLISHED_AGAIN_WITHIN_MS);
    },
    FAULT_MS,
  );

  it(
    'Redis, flushed and then killed: timers do not need it [F-31] [F-32]',
    async () => {
      await flushed(scene.story.servers.redis.url);
      await scene.crowd.served(SERVED_AFTER);
      await scene.story.servers.redis.kill();
      await scene.crowd.served(SERVED_AFTER);
      await scene.story.servers.redis.start();
      await scene.story.service('scheduler-service').process.ready();
      await allIsWell(scene);
    },
    FAULT_MS,
  );

  it(
    'Postgres, killed and started again: nothing acknowledged is lost [F-14] [I-01]',
    async () => {
      await scene.story.servers.postgres.kill();
      await scene.story.servers.postgres.start();
      await allIsWell(scene);
    },
    FAULT_MS,
  );
});

async function flushed(redisUrl: string): Promise<void> {
  const redis = new Redis(redisUrl);
  await redis.flushall();
  await redis.quit();
}
