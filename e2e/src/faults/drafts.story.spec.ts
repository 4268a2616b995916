import { setTimeout as pause } from 'node:timers/promises';

import { Chance, seed } from '../kit/chance';
import { begun, draftIn, draftNews, pathOf, storedDraft } from '../kit/drafts';
import { eventually } from '../kit/eventually';
import type { Answer } from '../kit/http';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

const FAULT_MS = 120_000;
const KILLS = 6;
const MOMENT_MS: readonly [number, number] = [50, 600];
const AUTHORS = 4;
const SAVES_AFTER = 5;
const TRIES_MAX = 60;
const RETRY_PAUSE_MS = 250;
const CONVERGED_WITHIN_MS = 30_000;

const chance = new Chance(seed);
let story: StoryStack;

beforeAll(async () => {
  story = await startStory({ gateways: 2, progressServices: 2 });
}, STACK_MS);
afterAll(() => story?.close(), STACK_MS);

/** As a queue on a device does it: the same again until there is an answer. */
async function untilAnswered(send: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const answer = await send().catch(() => undefined);
    if (answer && answer.status !== 503) return answer;
    await pause(RETRY_PAUSE_MS);
  }
  throw new Error('Nobody ever answered.');
}

/** Somebody who saves again and again, each time what no other save has, and remembers what was acknowledged. */
class Saver {
  readonly acknowledged: { readonly version: number; readonly dataJson: string }[] = [];
  private isTired = false;

  constructor(
    readonly person: Person,
    readonly id: string,
  ) {}

  async work(): Promise<void> {
    for (let nth = 1; !this.isTired || nth < SAVES_AFTER; nth += 1) {
      const data = { nth, note: `of ${this.id}` };
      const save = () => this.person.put(pathOf(this.id), { data, commandId: `save-${nth}` });
      const first = await untilAnswered(save);
      expect(first.status).toBe(200);
      if (nth % 10 === 0) expect((await untilAnswered(save)).text).toBe(first.text);
      this.acknowledged.push({ version: draftIn(first).version, dataJson: JSON.stringify(data) });
    }
  }

  tire(): void {
    this.isTired = true;
  }
}

describe(`saves while services are killed, seed ${seed}`, () => {
  it(
    'are each kept once where they were acknowledged, and can be read again [I-01] [I-24] [F-04]',
    async () => {
      const savers = await Promise.all(
        Array.from({ length: AUTHORS }, async (_, nth) => {
          const person = await Person.guest(story.addresses[nth % 2]!);
          return new Saver(person, (await begun(person, {})).id);
        }),
      );
      const phones = await Promise.all(savers.map(({ person }) => person.connect('phone')));
      const working = savers.map((saver) => saver.work());
      for (let kill = 0; kill < KILLS; kill += 1) {
        const { process } = story.service(kill % 2 ? 'progress-service-2' : 'progress-service');
        await pause(chance.between(...MOMENT_MS));
        await process.kill();
        await process.ready();
      }
      for (const saver of savers) saver.tire();
      await Promise.all(working);

      for (const [nth, { acknowledged, id, person }] of savers.entries()) {
        const { versions } = await storedDraft(story.database, id);
        expect(versions.slice(1).map(({ version, dataJson }) => ({ version, dataJson }))).toEqual(acknowledged);
        const standing = draftIn(await person.get(pathOf(id)));
        expect(JSON.stringify(standing.data)).toBe(acknowledged.at(-1)?.dataJson);
        const middle = acknowledged[Math.floor(acknowledged.length / 2)]!;
        await eventually(() => expect(draftNews(phones[nth]!).at(-1)).toEqual(standing), CONVERGED_WITHIN_MS);
        const restored = await person.post(pathOf(id, `/versions/${middle.version}/restore`));
        expect(JSON.stringify(draftIn(restored).data)).toBe(middle.dataJson);
        person.closeEverything();
      }
    },
    FAULT_MS,
  );

  it(
    'of forms as large as may be are told after an outage of NATS, without anybody dying of it [F-09] [F-23]',
    async () => {
      const person = await Person.guest(story.addresses[0]);
      const phone = await person.connect('phone');
      const { id } = await begun(person, {});
      for (let nth = 0; nth < 60; nth += 1) {
        if (nth === 10) await story.servers.nats.kill();
        if (nth === 10) await story.servers.nats.start();
        const data = { nth, note: 'x'.repeat(200_000) };
        const save = () => person.put(pathOf(id), { data, commandId: `large-${nth}` });
        expect((await untilAnswered(save)).status).toBe(200);
      }
      const { versions } = await storedDraft(story.database, id);
      expect(versions).toHaveLength(61);
      await eventually(() => expect(draftNews(phone).at(-1)).toMatchObject({ version: 61 }), CONVERGED_WITHIN_MS);
      person.closeEverything();
    },
    FAULT_MS,
  );
});
