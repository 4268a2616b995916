import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dayAt, type TimerView } from '@tidemark/domain';
import { Client } from 'pg';

import { jsonIn, TIDEMARK, tidemark, type Said } from '../kit/command-line';
import { eventually } from '../kit/eventually';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

const STORY_MS = 60_000;
const ZONE = 'Europe/Berlin';
const ESCAPE = '\u001b';

interface Told {
  readonly type: string;
  readonly streamId: string;
  readonly eventId: string;
  readonly state: TimerView;
}

describe('whoever looks after an installation', () => {
  let story: StoryStack;
  let person: Person;
  let streamId: string;

  beforeAll(async () => {
    story = await startStory();
    person = await Person.guest(story.addresses[0], ZONE);
    streamId = `timer-${person.userId}`;
    await person.post('/api/timer/start', { durationSeconds: 1500 }, { 'x-device-id': 'phone' });
    await person.post('/api/timer/pause');
    await person.post('/api/timer/stop');
    await person.put('/api/session-count', { count: 3 });
  }, STACK_MS);
  afterAll(() => story?.close(), STACK_MS);

  const run = (...words: readonly string[]) => tidemark(story.stack.environment, ...words);
  const linesIn = ({ text }: Said) => text.trimEnd().split('\n');
  const toldIn = (said: Said) => linesIn(said).map((line) => JSON.parse(line) as Told);
  const localDate = () => dayAt(Date.now(), { timezone: ZONE, dailyResetTime: 'midnight' }).localDate;

  it('reads a stream as a story, with what each event changed [O1]', async () => {
    const { exitCode, text } = await run('show', streamId);
    expect(exitCode).toBe(0);
    expect(text).toContain('SessionStarted');
    expect(text).toContain('status: idle -> running\n');
    expect(text).toContain('status: running -> paused\n');
    expect(text).not.toContain(ESCAPE);
    const chapters = toldIn(await run('show', streamId, '--json'));
    expect(chapters.map(({ type }) => type)).toEqual(['SessionStarted', 'SessionPaused', 'SessionInterrupted']);
    expect(chapters.map(({ state }) => state.status)).toEqual(['running', 'paused', 'idle']);
  });

  it('sees the state at any version and at any instant [O1]', async () => {
    const stateAt = async (...words: readonly string[]) => {
      return jsonIn<{ version: number; state: TimerView }>(await run('state', streamId, '--json', ...words));
    };
    expect(await stateAt()).toMatchObject({ version: 3, state: { status: 'idle' } });
    expect(await stateAt('--version', '1')).toMatchObject({ version: 1, state: { status: 'running' } });
    expect(await stateAt('--version', '0')).toMatchObject({ version: 0, state: { status: 'idle' } });
    expect(await stateAt('--at', '2020-01-01T00:00:00Z')).toMatchObject({ version: 0 });
    expect(await run('state', streamId, '--version', '9')).toMatchObject({
      exitCode: 3,
      complaint: `There is no version 9 of ${streamId}; its last is 3.\n`,
    });
  });

  it('replays a day over all streams in the order in which it happened [O1]', async () => {
    const said = await run('day', person.userId, localDate(), '--json');
    const { events, timezone } = jsonIn<{ events: readonly Told[]; timezone: string }>(said);
    expect(timezone).toBe(ZONE);
    expect(events.map(({ type }) => type).filter((type) => !type.startsWith('Day'))).toEqual([
      'SessionStarted',
      'SessionPaused',
      'SessionInterrupted',
      'CountOverridden',
    ]);
    expect(new Set(events.map((event) => event.streamId))).toEqual(new Set([streamId, `day-${person.userId}`]));
    expect((await run('day', person.userId, '1999-01-01')).text).toContain('Nothing happened.');
  });

  it('asks why something happened, and who has heard of it [O1]', async () => {
    const [started] = toldIn(await run('show', streamId, '--json'));
    interface Why {
      readonly event: Told;
      readonly wish: { readonly deviceId: string };
      readonly heardBy: readonly { readonly consumer: string; readonly hasHeard: boolean }[];
    }
    await eventually(async () => {
      const why = jsonIn<Why>(await run('why', started?.eventId ?? '', '--json'));
      expect(why).toMatchObject({ event: { type: 'SessionStarted' }, wish: { deviceId: 'phone' } });
      expect(why.heardBy).toEqual(expect.arrayContaining([{ consumer: 'relay', hasHeard: true }]));
    });
    expect((await run('why', `${streamId}/1`)).text).toContain('on phone');
  });

  it('follows the logs while people go on, and ends when told to [O1]', async () => {
    const words = [TIDEMARK, 'tail', '--category', 'timer', '--user', person.userId];
    const tail = spawn(process.execPath, words, { env: { ...process.env, ...story.stack.environment } });
    let [text, complaint] = ['', ''];
    tail.stdout.on('data', (bytes) => (text += bytes));
    tail.stderr.on('data', (bytes) => (complaint += bytes));
    await eventually(() => expect(complaint).toContain('Following'));
    const stranger = await Person.guest(story.addresses[0], ZONE);
    await stranger.post('/api/timer/start', {});
    await person.post('/api/timer/start', {});
    await person.post('/api/timer/stop');
    await eventually(() => expect(text).toContain('SessionInterrupted'));
    expect(text).toContain('SessionStarted');
    expect(text).not.toContain(stranger.userId);
    tail.kill('SIGINT');
    expect(await once(tail, 'exit')).toEqual([0, null]);
  });

  it('finds streams by user, kind, type and time [O1]', async () => {
    const found = async (...words: readonly string[]) =>
      jsonIn<readonly { streamId: string }[]>(await run('streams', '--json', '--user', person.userId, ...words)).map(
        (stream) => stream.streamId,
      );
    const dayId = `day-${person.userId}`;
    expect((await found()).sort()).toEqual([dayId, streamId]);
    expect(await found('--category', 'day')).toEqual([dayId]);
    expect(await found('--type', 'SessionPaused')).toEqual([streamId]);
    expect(await found('--since', '2999-01-01T00:00:00Z')).toEqual([]);
    expect((await found('--until', '2999-01-01T00:00:00Z', '--limit', '1')).length).toBe(1);
  });

  it('takes out everything of a user, and nothing of anybody else [X6] [I-26]', async () => {
    const stranger = await Person.guest(story.addresses[0], ZONE);
    const { text, exitCode } = await run('export', person.userId);
    expect(exitCode).toBe(0);
    const { tables } = JSON.parse(text) as { tables: Record<string, readonly object[]> };
    expect(Object.keys(tables)).toEqual(expect.arrayContaining(['accounts.users', 'timer.events', 'timer.heads']));
    expect(tables['timer.events']?.length).toBeGreaterThanOrEqual(4);
    expect(text).not.toContain(stranger.userId);
    expect(text).not.toContain('password');
    expect(await run('export', 'nobody')).toMatchObject({ exitCode: 3, complaint: 'There is no user nobody.\n' });
  });

  it('is told what every command is for', async () => {
    const commands = ['streams', 'show', 'state', 'tail', 'day', 'why', 'verify', 'projections', 'rebuild', 'resets'];
    const others = [['reset', 'run'], ['jobs'], ['dead-letters', 'retry'], ['dead-letters', 'skip'], ['export']];
    const changing = [['reset', 'backfill'], ['jobs', 'retry'], ['dead-letters', 'edit'], ['erase'], ['role', 'grant']];
    for (const words of [...commands.map((command) => [command]), ...others, ...changing, ['audit']]) {
      const { exitCode, text } = await run(...words, '--help');
      expect({ words, exitCode }).toEqual({ words, exitCode: 0 });
      expect(text).toContain(`Usage: tidemark ${words.join(' ')}`);
    }
  });

  it.each([
    [['show', 'anna'], 2, 'anna is not the name of a stream'],
    [['show', 'timer-nobody'], 3, 'There is no stream timer-nobody.'],
    [['day', 'anna', '2026-02-30'], 2, 'It must be a date'],
    [['day', 'nobody', '2026-02-28'], 3, 'There is no user nobody.'],
    [['why', 'nonsense'], 2, 'neither the id of an event nor <stream>/<version>'],
    [['why', '3f2504e0-4f89-41d3-9a0c-0305e82c3301'], 3, 'There is no event'],
    [['verify', '--user', 'nobody', '--no-ledger'], 3, 'There is no user nobody.'],
    [['reset', 'run', 'CET', '00:00', '--reason', 'x'], 2, 'IANA zone'],
    [['reset', 'run', ZONE, '00:00'], 2, "required option '--reason <words>' not specified"],
    [['dead-letters', 'skip', 'timer/checkpoints/1.1', '--reason', 'x'], 3, 'There is no such dead letter.'],
    [['dance'], 2, "unknown command 'dance'"],
  ])('is told in a sentence what is wrong with %j', async (words, exitCode, sentence) => {
    const said = await run(...words);
    expect(said).toMatchObject({ exitCode, text: '', complaint: expect.stringContaining(sentence) as string });
    expect(said.complaint).not.toMatch(/\n {4}at /);
  });

  it(
    'is refused without the role, the secret, a setting or a database',
    async () => {
      const owner = new Client({ connectionString: story.servers.postgres.url });
      await owner.connect();
      await owner.query(`CREATE ROLE passer_by LOGIN PASSWORD 'passer-by'`);
      await owner.end();
      const passerBy = new URL(story.servers.postgres.url);
      [passerBy.username, passerBy.password] = ['passer_by', 'passer-by'];
      const told = (changed: NodeJS.ProcessEnv, ...words: readonly string[]) =>
        tidemark({ ...story.stack.environment, ...changed }, ...words);
      expect(await told({ TIDEMARK_POSTGRES_URL: passerBy.href }, 'streams')).toMatchObject({ exitCode: 4 });
      expect(await told({ TIDEMARK_SERVICE_SECRET: 'x'.repeat(32) }, 'verify')).toMatchObject({ exitCode: 4 });
      expect(await told({ TIDEMARK_POSTGRES_URL: '' }, 'streams')).toMatchObject({ exitCode: 2 });
      const nowhere = { TIDEMARK_POSTGRES_URL: 'postgres://nobody@127.0.0.1:1/nowhere' };
      expect(await told(nowhere, 'streams')).toMatchObject({ exitCode: 5 });
    },
    STORY_MS,
  );
});
