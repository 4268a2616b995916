import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Fact } from '@tidemark/contracts';
import { FactConsumer, factsOfCategory } from '@tidemark/messaging';
import { replayTask } from '@tidemark/service-kit';

import { jsonIn, TIDEMARK, tidemark } from '../kit/command-line';
import type { Device } from '../kit/device';
import { eventsOf } from '../kit/event-store';
import { eventually } from '../kit/eventually';
import { fingerprint } from '../kit/fingerprint';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

const STORY_MS = 90_000;
/** A machine with much to do takes its time to start a process. */
const PATIENCE_MS = 30_000;
const PRESSES = 30;
const WHY = ['--reason', 'a story'];
const HOSTS = [
  ['Asia/Kathmandu', 'C'],
  ['America/Santiago', 'tr_TR.UTF-8'],
] as const;
const FOLDED = [
  ['checkpoints', 'timer.checkpoints'],
  ...['heard', 'timesheets', 'daily_session_stats', 'resets', 'edits'].map((table) => [table, `progress.${table}`]),
] as const;

interface Told {
  readonly events: number;
  readonly messages: number;
  readonly resumedAfter: number;
}

describe('what happened, told again', () => {
  let story: StoryStack;
  let person: Person;
  let phone: Device;
  const heard: Fact[] = [];
  let consumer: FactConsumer;

  beforeAll(async () => {
    story = await startStory();
    person = await Person.guest(story.addresses[0], 'Europe/Berlin');
    phone = await person.connect('phone');
    await phone.command('timer/start', { durationSeconds: 3600 });
    for (let press = 1; press < PRESSES; press += 1) await phone.command(press % 2 ? 'timer/pause' : 'timer/resume');
    consumer = new FactConsumer({
      bus: await story.bus('progress-service'),
      durable: 'badges',
      filter: factsOfCategory('timer'),
      replays: true,
      apply: async (fact) => void heard.push(fact),
      deadLetter: async ({ body }) => Promise.reject(new Error(body)),
    });
    consumer.start();
    await eventually(async () => expect(await lags()).toEqual([0, 0]), PATIENCE_MS);
  }, STACK_MS);
  afterAll(async () => {
    await consumer?.stop();
    person?.closeEverything();
    await story?.close();
  }, STACK_MS);

  const run = (...words: readonly string[]) => tidemark(story.stack.environment, ...words);
  const replay = (...words: readonly string[]) => run('replay', '--user', person.userId, '--json', ...WHY, ...words);
  const lags = async () => {
    const { projections } = jsonIn<{ projections: readonly { lag: number }[] }>(await run('projections', '--json'));
    return projections.map(({ lag }) => lag);
  };
  const timerEvents = () => eventsOf(story.database, person.userId);

  it(
    'is heard by the one it is for, in order and marked, changes no state and notifies nobody [I-09] [O1]',
    async () => {
      await eventually(async () => expect(await fingerprint(story)).toEqual(await fingerprint(story)));
      const [before, frames] = [await fingerprint(story), phone.frames.length];
      const events = await timerEvents();
      const said = await replay('--to-consumer', 'badges');
      expect(said).toMatchObject({ exitCode: 0, complaint: '' });
      expect(jsonIn<Told>(said).events).toBeGreaterThan(PRESSES);
      await eventually(() => expect(heard.length).toBe(events.length));
      expect(heard.map(({ eventId }) => eventId)).toEqual(events.map(({ eventId }) => eventId));
      expect(new Set(heard.map(({ replayed }) => replayed))).toEqual(new Set(['badges']));
      expect(heard.at(-1)?.state).toMatchObject({ status: 'paused', sessionType: 'work' });

      // What happens now is heard, so the silence before was not deafness.
      const quiet = { ...(await fingerprint(story)), frames: phone.frames.length };
      await phone.command('timer/stop');
      await eventually(() => expect(phone.frames.length).toBeGreaterThan(frames));
      expect(quiet).toEqual({ ...before, frames });
    },
    STORY_MS,
  );

  it(
    'is told once under a name, and only once more when it was forgotten',
    async () => {
      expect(jsonIn<Told>(await replay('--to-consumer', 'badges'))).toMatchObject({ events: 0 });
      const other = await run('replay', '--to-consumer', 'badges', '--type', 'SessionStarted', ...WHY);
      expect(other).toMatchObject({
        exitCode: 4,
        complaint: expect.stringContaining('another part of the log') as string,
      });
      expect((await run('replays')).text).toContain('badges');
      expect(await run('replays', 'forget', 'badges', ...WHY)).toMatchObject({ exitCode: 0 });
      heard.length = 0;
      await replay('--to-consumer', 'badges', '--type', 'SessionPaused');
      await eventually(() => expect(heard.length).toBe(PRESSES / 2));
      expect(new Set(heard.map(({ type }) => type))).toEqual(new Set(['SessionPaused']));
      expect(await run('replays', 'forget', 'nobody', ...WHY)).toMatchObject({ exitCode: 3 });
    },
    STORY_MS,
  );

  it(
    'is stopped by Ctrl-C and goes on where it was',
    async () => {
      await run('replays', 'forget', 'badges', ...WHY);
      heard.length = 0;
      const stream = `timer-${person.userId}`;
      const words = ['replay', '--stream', stream, '--to-consumer', 'badges', '--json', ...WHY];
      const slow = spawn(process.execPath, [TIDEMARK, ...words, '--rate', '4'], {
        env: { ...process.env, ...story.stack.environment },
      });
      await eventually(() => expect(heard.length).toBeGreaterThan(2), PATIENCE_MS);
      slow.kill('SIGINT');
      expect(await once(slow, 'exit')).toEqual([130, null]);
      const events = await timerEvents();
      expect(heard.length).toBeLessThan(events.length);
      const { events: told, resumedAfter } = jsonIn<Told>(await run(...words));
      expect(resumedAfter).toBeGreaterThan(2);
      expect(told + resumedAfter).toBe(events.length);
      await eventually(() => expect(heard.map(({ version }) => version)).toEqual(events.map(({ version }) => version)));
    },
    STORY_MS,
  );

  it(
    'comes to the same in a schema of its own, whatever the zone and the language of the host [I-07] [I-08]',
    async () => {
      await eventually(async () => expect(await lags()).toEqual([0, 0]), PATIENCE_MS);
      const schemas: string[] = [];
      for (const [TZ, LANG] of HOSTS) {
        const schema = `scratch_host_${schemas.push(TZ)}`;
        const words = ['replay', '--into-schema', schema, ...WHY];
        const said = await tidemark({ ...story.stack.environment, TZ, LANG }, ...words);
        expect(said).toMatchObject({ exitCode: 0, complaint: '' });
        for (const [table, live] of FOLDED) {
          const differing = `SELECT FROM ((TABLE ${schema}.${table} EXCEPT TABLE ${live}) UNION ALL
            (TABLE ${live} EXCEPT TABLE ${schema}.${table})) AS differing`;
          expect({ table, TZ, rows: (await story.database.query(differing)).rowCount }).toEqual({ table, TZ, rows: 0 });
        }
      }
    },
    STORY_MS,
  );

  it('is asked for by ops alone, and told to those alone who hear replays', async () => {
    const stranger = await story.bus('progress-service');
    for (const step of ['open', 'step', 'forget'] as const) {
      const refused = await stranger.request(replayTask('timer', step), { name: 'x', lane: 0, limit: 1 });
      expect(refused).toMatchObject({ ok: false, error: { code: 'auth/forbidden' } });
    }
    const ops = await story.bus('ops');
    const nonsense = await ops.request(replayTask('timer', 'open'), { name: 'a.b', since: 'yesterday', mood: 1 });
    expect(nonsense).toMatchObject({ ok: false, error: { status: 400, code: 'request/invalid' } });
    const unknown = await ops.request(replayTask('timer', 'step'), { name: 'nobody', lane: 0, limit: 1 });
    expect(unknown).toMatchObject({ ok: false, error: { status: 404, code: 'replay/not-found' } });
    const deaf = await replay('--to-consumer', 'daily-stats-timer');
    expect(deaf).toMatchObject({ exitCode: 3, complaint: expect.stringContaining('that hears replays') as string });
  });
});
