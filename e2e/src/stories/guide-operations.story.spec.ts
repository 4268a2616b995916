import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { dayAt } from '@tidemark/domain';
import { FactConsumer, factsOfCategory } from '@tidemark/messaging';

import { jsonIn, TIDEMARK, tidemark } from '../kit/command-line';
import { eventually } from '../kit/eventually';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

const run = promisify(execFile);
const PAGE = readFileSync(resolve(__dirname, '../../../docs/guide/operations.md'), 'utf8');
const BLOCK = /```(sh|sql)\n([\s\S]*?)```/g;
const STORY_MS = 240_000;
const ZONE = 'Europe/Berlin';

/** The blocks of the page in their order; those for a shell line by line. */
const steps = [...PAGE.matchAll(BLOCK)].flatMap(([, language, text = '']) => {
  return language === 'sql'
    ? [{ language, text }]
    : text
        .trim()
        .split('\n')
        .map((line) => ({ language, text: line }));
});

describe('docs/guide/operations.md', () => {
  let story: StoryStack;
  let place: string;

  let badges: FactConsumer;

  beforeAll(async () => {
    story = await startStory();
    badges = new FactConsumer({
      bus: await story.bus('badge-service'),
      durable: 'badge-service',
      filter: factsOfCategory('timer'),
      replays: true,
      apply: async () => undefined,
      deadLetter: async ({ error }) => Promise.reject(error),
    });
    badges.start();
    place = mkdtempSync(join(tmpdir(), 'tidemark-guide-'));
    symlinkSync(TIDEMARK, join(place, 'tidemark'));
  }, STACK_MS);
  afterAll(async () => {
    rmSync(place, { recursive: true, force: true });
    await badges?.stop();
    await story?.close();
  }, STACK_MS);

  /** A checkpoint that could not be made, and a fact that could not be entered. */
  const putAside = async (userId: string) => {
    const streamId = `timer-${userId}`;
    await eventually(async () => {
      const { rowCount } = await story.database.query(
        'DELETE FROM timer.checkpoints WHERE user_id = $1 AND version = 1',
        [userId],
      );
      expect(rowCount).toBe(1);
    });
    const { rows } = await story.database.query<{ letter: string }>(
      `INSERT INTO timer.dead_letters (consumer, lane, position, event_id, reason)
       SELECT 'checkpoints', lane, position, event_id, 'the disk was full' FROM timer.events
       WHERE stream_id = $1 AND version = 1
       RETURNING 'timer/checkpoints/' || lane || '.' || position AS letter`,
      [streamId],
    );
    await story.database.query(
      `INSERT INTO progress.facts_put_aside (consumer, stream_sequence, subject, body, tries, reason)
       VALUES ('daily-stats-timer', 7, 'tidemark.evt.timer.nobody.Nonsense', 'nonsense', 5, 'this is not JSON')`,
    );
    // A fact of before that says its version in words; it has been heard as it was, so applying it changes nothing.
    await story.database.query(
      `INSERT INTO progress.facts_put_aside (consumer, stream_sequence, subject, body, tries, reason)
       SELECT 'daily-stats-timer', 8, 'tidemark.evt.timer.' || user_id || '.' || type,
         json_build_object('eventId', event_id, 'userId', user_id, 'streamId', stream_id, 'version', 'one', 'type', type,
           'schemaVersion', schema_version, 'position', position, 'data', data, 'occurredAt', occurred_at,
           'recordedAt', recorded_at)::text, 5, 'its version is no number'
       FROM timer.events WHERE stream_id = $1 AND version = 1`,
      [streamId],
    );
    const facts = { other_letter: 'progress/daily-stats-timer/7', wrong_letter: 'progress/daily-stats-timer/8' };
    return { letter: rows[0]?.letter, ...facts };
  };

  it('has commands on it', () => expect(steps.length).toBeGreaterThan(15));

  it(
    'is a page whose every command does what it says, one after the other [O1]',
    async () => {
      const person = await Person.guest(story.addresses[0], ZONE);
      await person.post('/api/timer/start', { durationSeconds: 1500 });
      await person.post('/api/timer/pause');
      const leaver = await Person.guest(story.addresses[0], ZONE);
      await leaver.post('/api/timer/start', { durationSeconds: 1500, task: { id: 'x', title: 'a word of theirs' } });
      const env: NodeJS.ProcessEnv = {
        ...process.env,
        ...story.stack.environment,
        PATH: `${place}:${process.env['PATH']}`,
        user: person.userId,
        leaver: leaver.userId,
        today: dayAt(Date.now(), { timezone: ZONE, dailyResetTime: 'midnight' }).localDate,
      };
      for (const { language, text } of steps) {
        if (text === 'tidemark dead-letters') Object.assign(env, await putAside(person.userId));
        if (language === 'sql') await story.database.query(text);
        else await run('sh', ['-ec', text], { env, cwd: place });
      }
      expect(jsonIn(await tidemark(story.stack.environment, 'dead-letters', '--json'))).toEqual([]);
      expect(await tidemark(story.stack.environment, 'verify')).toMatchObject({ exitCode: 0 });
    },
    STORY_MS,
  );
});
