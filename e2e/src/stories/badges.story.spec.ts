import { BadgeService } from '../kit/badge-service';
import { tidemark } from '../kit/command-line';
import { eventually } from '../kit/eventually';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

const STORY_MS = 60_000;

let story: StoryStack;
let service: BadgeService;
let person: Person;

beforeAll(async () => {
  story = await startStory();
}, STACK_MS);
afterAll(async () => {
  await service?.end();
  await story?.close();
}, STACK_MS);

/** A work session of a second, after which nothing starts by itself. */
async function session(): Promise<void> {
  const before = (await person.ask('GET', '/api/session-count')).body['count'] as number;
  await person.post('/api/timer/start', { sessionType: 'work', durationSeconds: 1, replace: true });
  await eventually(async () => expect((await person.ask('GET', '/api/session-count')).body['count']).toBe(before + 1));
}

const badges = async () => (await service.badgesOf(person.userId)).badges;

describe('a service of somebody else that gives badges', () => {
  it(
    'gives one for each completed work session, whatever was killed, told again or erased [I-04] [I-09]',
    async () => {
      person = await Person.guest(story.addresses[0]);
      await person.put('/api/configuration', { autoStartBreak: false });
      service = await BadgeService.beside(story);

      await session();
      await eventually(async () => expect(await badges()).toMatchObject([{ title: 'Round 1 brought home' }]));
      expect(service.congratulations).toBe(1);
      expect((await service.badgesOf(person.userId)).timer).toBe('waiting');

      await service.end('SIGKILL');
      await session();
      service = await BadgeService.beside(story);
      await eventually(async () => expect(await badges()).toHaveLength(2));
      const given = await badges();

      await story.database.query('TRUNCATE badges.badges');
      const congratulations = service.congratulations;
      const environment = {
        TIDEMARK_POSTGRES_URL: story.servers.postgres.url,
        TIDEMARK_NATS_URL: story.servers.nats.url,
        TIDEMARK_SERVICE_SECRET: story.stack.environment['TIDEMARK_SERVICE_SECRET'],
      };
      const replay = [
        'replay',
        '--to-consumer',
        'badge-service',
        '--type',
        'SessionCompleted',
        '--reason',
        'lost badges',
      ];
      expect(await tidemark(environment, ...replay)).toMatchObject({ exitCode: 0 });
      await eventually(async () => expect(await badges()).toEqual(given));
      expect(service.congratulations).toBe(congratulations);

      expect((await person.ask('DELETE', '/api/me')).status).toBe(204);
      await eventually(async () => expect(await badges()).toEqual([]));
    },
    STORY_MS,
  );
});
