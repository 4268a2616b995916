import { eventually } from '../kit/eventually';
import { ask } from '../kit/http';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

const FAULT_MS = 90_000;
const EXIT_MAX_MS = 10_000;
const CALLERS = 20;

let story: StoryStack;

beforeAll(async () => {
  story = await startStory();
}, STACK_MS);
afterAll(() => story?.close(), STACK_MS);

const readiness = (name: string) => ask('GET', `${story.service(name).healthUrl}/health/ready`);

describe('a service that is started before its servers [F-11]', () => {
  it.each([
    ['timer-service', 'postgres', 'Postgres'],
    ['progress-service', 'nats', 'NATS'],
    ['scheduler-service', 'redis', 'Redis'],
    ['gateway', 'postgres', 'Postgres'],
  ] as const)(
    '%s waits for %s, says so, and is ready when it comes',
    async (name, serverName, dependency) => {
      const { process } = story.service(name);
      const server = story.servers[serverName];
      await process.stop();
      await server.stop();

      const starting = process.start();
      await eventually(async () => {
        const { status, body } = await readiness(name);
        // The scheduler needs no Redis to sweep, so it works by then and says all the same what it lacks.
        expect([status, name === 'scheduler-service' || String(body['status']) === 'starting']).toEqual([503, true]);
        expect(body['dependencies']).toMatchObject({ [dependency]: { down: expect.any(String) } });
      });
      const { pid } = process;
      expect((await ask('GET', `${story.service(name).healthUrl}/health/live`)).status).toBe(200);

      await server.start();
      await starting;

      expect(process.pid).toBe(pid);
      const person = await eventually(() => Person.guest(story.addresses[0]));
      await eventually(async () => expect((await person.post('/api/timer/start')).status).toBe(200));
    },
    FAULT_MS,
  );
});

describe('a service whose server goes away while it works', () => {
  it(
    'says which, refuses for the time being, and is well again by itself [O3]',
    async () => {
      const person = await Person.guest(story.addresses[0]);
      await story.servers.postgres.stop();
      await eventually(async () =>
        expect((await readiness('timer-service')).body['dependencies']).toMatchObject({
          Postgres: { down: expect.any(String) },
        }),
      );
      const refused = await person.post('/api/timer/start', { commandId: 'in-the-dark' });
      expect([refused.status, refused.body.error?.code]).toEqual([503, 'service/unavailable']);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);

      await story.servers.postgres.start();

      await eventually(async () =>
        expect((await person.post('/api/timer/start', { commandId: 'in-the-dark' })).status).toBe(200),
      );
    },
    FAULT_MS,
  );
});

describe('a gateway that is asked to leave', () => {
  it(
    'goes in time, though its callers never pause and nobody answers it [F-08]',
    async () => {
      const person = await Person.guest(story.addresses[0]);
      const { process } = story.service('gateway');
      const silent = story.service('timer-service').process;
      let isPressing = true;
      let answers = 0;
      const press = async () => {
        while (isPressing) {
          await person.get('/api/timer').catch(() => undefined);
          answers += 1;
        }
      };
      const callers = Array.from({ length: CALLERS }, press);
      await eventually(() => expect(answers).toBeGreaterThan(CALLERS));
      silent.freeze();
      const askedAt = performance.now();
      await process.stop();
      const tookMs = performance.now() - askedAt;
      isPressing = false;
      silent.thaw();
      await Promise.all(callers);
      await process.start();

      // One that took longer has cut its callers off.
      expect(tookMs).toBeLessThan(EXIT_MAX_MS);
    },
    FAULT_MS,
  );
});
