import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { eventually } from '../kit/eventually';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

const read = (file: string) => readFileSync(resolve(__dirname, '../../..', file), 'utf8');
const NAMES = /\b(?:tidemark|nodejs|process)_[a-z0-9_]+/g;
const namesIn = (file: string) => new Set(read(file).match(NAMES));
/** Counts what never happened here, so there is nothing to show yet. */
const NEVER_HAPPENED = ['tidemark_facts_put_aside_total'];

let story: StoryStack;
let person: Person;

beforeAll(async () => {
  story = await startStory();
  person = await Person.guest(story.addresses[0]);
  const phone = await person.connect('phone');
  await phone.command('timer/start', { durationSeconds: 1 });
  await phone.command('timer/resume');
}, STACK_MS);
afterAll(async () => {
  person?.closeEverything();
  await story?.close();
}, STACK_MS);

/** What all services together show, line by line. */
const lines = async () => {
  const pages = story.stack.services.map(async ({ healthUrl }) => (await fetch(`${healthUrl}/metrics`)).text());
  return (await Promise.all(pages)).flatMap((page) => page.split('\n')).filter((line) => !line.startsWith('#'));
};
const shown = async () => new Set((await lines()).map((line) => line.split(/[{ ]/, 1)[0] ?? ''));
/** The number behind a name and some of its labels. */
const valuesOf = async (name: string, ...labels: readonly string[]) =>
  (await lines())
    .filter((line) => line.startsWith(name) && labels.every((label) => line.includes(label)))
    .map((line) => Number(line.split(' ').at(-1)));

describe('the numbers of a running installation', () => {
  it.each(['observe/alerts.yml', 'observe/grafana/tidemark.json'])(
    'have everything that %s asks for [O3]',
    async (file) => {
      const names = [...namesIn(file)].filter((name) => !NEVER_HAPPENED.includes(name));
      expect(names.length).toBeGreaterThan(10);
      await eventually(async () => {
        const known = await shown();
        expect(names.filter((name) => !known.has(name))).toEqual([]);
      });
    },
  );

  it('count commands by name and outcome, and days, deadlines and facts come to rest [O3] [I-30]', async () => {
    await eventually(async () => {
      expect(await valuesOf('tidemark_commands_total', 'timer/start', '"done"')).toEqual([1]);
      expect(await valuesOf('tidemark_commands_total', 'timer/resume', '"timer/not-paused"')).toEqual([1]);
      expect(await valuesOf('tidemark_sweeper_late_seconds_count')).toContain(1);
      for (const name of [
        'lane_lag_events',
        'overdue_seconds',
        'consumer_waiting_facts',
        'tasks_overdue',
        'dead_letters',
      ]) {
        expect(new Set(await valuesOf(`tidemark_${name}`))).toEqual(new Set([0]));
      }
    });
  });

  it('show a letter that nobody could read [I-32]', async () => {
    await story.database.query(
      `INSERT INTO scheduler.dead_letters (consumer, subject, stream_sequence, body, tries, reason)
       VALUES ('scheduler-days', 'tidemark.evt.day.nobody.Nonsense', 7, 'nonsense', 5, 'this is not JSON')`,
    );
    expect(await valuesOf('tidemark_dead_letters', 'scheduler.dead_letters')).toEqual([1]);
  });

  it('show who waits for what, and go on where a server is away [I-32]', async () => {
    await story.servers.redis.stop();
    await eventually(async () => expect(await valuesOf('tidemark_dependency_up', '"Redis"')).toEqual([0]));
    expect(new Set(await valuesOf('tidemark_dependency_up', '"Postgres"'))).toEqual(new Set([1]));
    await story.servers.redis.start();
    await eventually(async () => expect(await valuesOf('tidemark_dependency_up', '"Redis"')).toEqual([1]));
  });

  it('say nothing about anybody [I-26]', async () => expect((await lines()).join()).not.toContain(person.userId));
});
