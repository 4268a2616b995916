import { seed } from '../kit/chance';
import { allIsWell } from '../kit/aftermath';
import { eventsOf, typesOf } from '../kit/event-store';
import { eventually } from '../kit/eventually';
import type { Answer } from '../kit/http';
import { Person } from '../kit/person';
import { FAULT_MS, underLoad } from '../kit/under-load';

const SERVED_AFTER = 100;
const FROZEN_MS = 5_000;
const EXIT_MAX_MS = 10_000;
const ANSWERED_WITHIN_MS = 30_000;
/** So many sessions end within one second, with two sweepers after them. */
const SESSIONS = 40;

const scene = underLoad(
  { gateways: 2, timerServices: 2, schedulerServices: 2, progressServices: 2 },
  { listens: true },
);

describe(`two instances of every service under load, seed ${seed}`, () => {
  it(
    'complete every session exactly once, and publish every fact in order [F-12] [I-04] [I-11]',
    async () => {
      const people = await Promise.all(Array.from({ length: SESSIONS }, () => Person.guest(scene.story.addresses[0])));
      await Promise.all(people.map((person) => person.post('/api/timer/start', { durationSeconds: 2 })));

      for (const { userId } of people) {
        await eventually(async () =>
          expect(typesOf(await eventsOf(scene.story.database, userId))).toEqual([
            'SessionStarted',
            'SessionCompleted',
            'SessionStarted',
          ]),
        );
      }
      await allIsWell(scene);
    },
    FAULT_MS,
  );

  it(
    'go on without a timer-service that sleeps for five seconds, and bear what it says when it wakes [F-07]',
    async () => {
      const { process } = scene.story.service('timer-service');
      const person = await Person.guest(scene.story.addresses[0]);
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
        await scene.crowd.served(SERVED_AFTER);
        await eventually(() => expect(performance.now()).toBeGreaterThan(thawedAt));
      } finally {
        process.thaw();
      }
      await process.ready();
      await allIsWell(scene);
    },
    FAULT_MS,
  );

  it(
    'may be restarted one after the other while everybody works [F-08]',
    async () => {
      for (const { process } of scene.story.stack.services) {
        const askedAt = performance.now();
        await process.stop();
        // One that took longer was killed by its supervisor, and did not say its farewells.
        expect(performance.now() - askedAt).toBeLessThan(EXIT_MAX_MS);
        await process.start();
      }
      await allIsWell(scene);
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
