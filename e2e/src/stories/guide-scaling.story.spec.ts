import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { Bus, FACT_STREAM, ServiceIdentity } from '@tidemark/messaging';

import { eventually } from '../kit/eventually';
import { canGuardNats, GuardedNats } from '../kit/guarded-nats';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

const PAGE = readFileSync(resolve(__dirname, '../../../docs/scaling.md'), 'utf8');
const STORY_MS = 60_000;
const PEOPLE = 20;
const KEEPERS = ['timer-service', 'progress-service'];
const USERS = { gateway: 'gateway', 'timer-service': '', 'progress-service': '', 'scheduler-service': '' };

/** The statements of a chapter of the page. */
const sqlOf = (chapter: string) => {
  const text = PAGE.split(`### ${chapter}\n`)[1]?.split('\n### ')[0] ?? '';
  return [...text.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, statements]) => statements ?? '').join('\n');
};

describe('docs/scaling.md', () => {
  let nats: GuardedNats | undefined;
  let story: StoryStack;

  beforeAll(async () => {
    nats = canGuardNats ? await GuardedNats.startCluster() : undefined;
    const urls = Object.entries(USERS).map(([name, user]) => [name, { TIDEMARK_NATS_URL: nats?.urlOf(user || name) }]);
    const environmentOf = nats ? (Object.fromEntries(urls) as Record<string, Record<string, string>>) : {};
    story = await startStory({}, { TIDEMARK_FACT_REPLICAS: nats ? '3' : '1' }, { environmentOf });
  }, STACK_MS);
  afterAll(async () => {
    await story?.close();
    await nats?.stop();
  }, STACK_MS);

  const replicas = async () => {
    const identity = new ServiceIdentity('ops', story.stack.environment['TIDEMARK_SERVICE_SECRET'] ?? '');
    const bus = await Bus.connect({ servers: nats?.urlOf('ops') ?? '', name: 'ops', identity });
    const { streams } = await bus.connection.jetstreamManager({ checkAPI: false });
    const { config } = await streams.info(FACT_STREAM);
    await bus.close();
    return config.num_replicas;
  };

  it(
    'gives a new installation as many lanes as it says, and everybody finds theirs',
    async () => {
      for (const name of KEEPERS) await story.service(name).process.stop();
      await story.database.query(sqlOf('Lanes'));
      for (const name of KEEPERS) await story.service(name).process.start();
      const people = await Promise.all(Array.from({ length: PEOPLE }, () => Person.guest(story.addresses[0])));
      const started = await Promise.all(people.map((person) => person.post('/api/timer/start', {})));
      expect(new Set(started.map(({ status }) => status))).toEqual(new Set([200]));
      const { rows } = await story.database.query<{ lane: number }>('SELECT DISTINCT lane FROM timer.heads');
      expect(Math.max(...rows.map(({ lane }) => lane))).toBeGreaterThan(7);
      await eventually(async () => {
        const { rows } = await story.database.query<{ behind: number }>(
          `SELECT sum(lanes.position - cursors.position)::int AS behind
             FROM timer.lanes JOIN timer.cursors USING (lane) WHERE consumer = 'relay'`,
        );
        expect(rows).toEqual([{ behind: 0 }]);
      });
    },
    STORY_MS,
  );

  (canGuardNats ? it : it.skip)(
    'keeps facts on three servers, so that one of them may die [F-23]',
    async () => {
      const person = await Person.guest(story.addresses[0]);
      const phone = await person.connect('phone');
      const laptop = await person.connect('laptop');
      await phone.command('timer/start', { durationSeconds: 600 });
      await eventually(() => expect(laptop.timer?.status).toBe('running'));
      expect(await replicas()).toBe(3);
      await nats?.kill(0);
      await eventually(async () => {
        const { status } = await person.post('/api/timer/pause');
        expect([200, 409]).toContain(status);
      }, STORY_MS);
      await eventually(() => expect(laptop.timer?.status).toBe('paused'), STORY_MS);
      person.closeEverything();
    },
    2 * STORY_MS,
  );
});
