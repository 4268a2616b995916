import { setTimeout as pause } from 'node:timers/promises';

import { seed } from '../kit/chance';
import { allIsWell } from '../kit/aftermath';
import { eventually } from '../kit/eventually';
import { Person } from '../kit/person';
import { FAULT_MS, underLoad } from '../kit/under-load';

/** Somewhere in here the process dies, with commands under way. */
const MOMENT_MS: readonly [number, number] = [50, 1_000];
const KILLS = 3;
const SERVED_BETWEEN = 30;

const scene = underLoad({}, { listens: false });

describe(`kill -9 in the middle of commands, seed ${seed}`, () => {
  it.each(['gateway', 'timer-service', 'scheduler-service', 'progress-service'])(
    'of the %s loses nothing and doubles nothing [X5] [I-01] [I-02] [I-06] [I-11] [I-12] [I-13] [I-20]',
    async (name) => {
      const { process } = scene.story.service(name);
      for (let kill = 0; kill < KILLS; kill += 1) {
        await pause(scene.chance.between(...MOMENT_MS));
        await process.kill();
        await process.ready();
        await scene.crowd.served(SERVED_BETWEEN);
      }
      await allIsWell(scene);
    },
    FAULT_MS,
  );

  it(
    'of all four at once loses nothing and doubles nothing [X5] [F-05]',
    async () => {
      const processes = scene.story.stack.services.map(({ process }) => process);
      await Promise.all(processes.map((process) => process.kill()));
      await Promise.all(processes.map((process) => process.ready()));
      expect(scene.crowd.journal.silences).toBeGreaterThan(0);
      await allIsWell(scene);
    },
    FAULT_MS,
  );

  it(
    'of the timer-service lets sessions that end meanwhile be completed afterwards, at their end [T5] [F-02]',
    async () => {
      const person = await Person.guest(scene.story.addresses[0]);
      const { process } = scene.story.service('timer-service');
      const { body } = await person.post('/api/timer/start', { durationSeconds: 1 });
      await process.kill();
      await process.ready();

      await eventually(async () => {
        const timer = (await person.get('/api/timer')).body;
        expect(timer.lastSession).toMatchObject({ ended: 'completed', endedAt: body.endsAt });
      });
      await allIsWell(scene);
    },
    FAULT_MS,
  );
});
