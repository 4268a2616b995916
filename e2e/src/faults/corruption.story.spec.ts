import { dayAt, HOUR, MINUTE } from '@tidemark/domain';
import { Client } from 'pg';

import { jsonIn, tidemark } from '../kit/command-line';
import { eventually } from '../kit/eventually';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';
import { canTravel } from '../kit/time-machine';

const LIFE_MS = 90_000;
const ZONE = 'Europe/Berlin';
const rule = { timezone: ZONE, dailyResetTime: 'midnight' };

interface Verified {
  readonly sound: boolean;
  readonly read: { readonly users: number; readonly events: number; readonly days: number };
  readonly breaches: readonly { readonly rule: string; readonly subject: string; readonly what: string }[];
}

/** Does something to a database as only its owner could, past every guard. */
async function asOwner(url: string, ...statements: readonly string[]): Promise<void> {
  const owner = new Client({ connectionString: url });
  await owner.connect();
  try {
    await owner.query('SET session_replication_role = replica');
    for (const statement of statements) await owner.query(statement);
  } finally {
    await owner.end();
  }
}

(canTravel ? describe : describe.skip)('tidemark verify', () => {
  let story: StoryStack;
  let mia: Person;
  let ben: Person;
  let copies = 0;

  const verify = async (url: string, ...words: readonly string[]) => {
    const environment = { ...story.stack.environment, TIDEMARK_POSTGRES_URL: url };
    const said = await tidemark(environment, 'verify', '--json', ...words);
    return { ...said, ...jsonIn<Verified>(said) };
  };
  const url = () => story.servers.postgres.url;

  /** Nobody is connected to what is copied, so services must be gone by then. */
  const copy = async (): Promise<string> => {
    copies += 1;
    const [to, elsewhere] = [new URL(url()), new URL(url())];
    elsewhere.pathname = '/template1';
    to.pathname = `/copy_${copies}`;
    const from = new URL(url()).pathname.slice(1);
    await asOwner(
      elsewhere.href,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${from}'`,
      `CREATE DATABASE copy_${copies} TEMPLATE "${from}"`,
    );
    return to.href;
  };

  beforeAll(async () => {
    story = await startStory({}, { TIDEMARK_SWEEP_SECONDS: '1' }, { timeTravel: true });
    await story.travelTo(dayAt(story.now(), rule).endsAt + 9 * HOUR);
    [mia, ben] = [await Person.guest(story.addresses[0], ZONE), await Person.guest(story.addresses[0], ZONE)];
    const phone = await mia.connect('phone');
    const tell = async (name: string, body: object = {}) => phone.command(name, body);
    await tell('timer/start', { sessionType: 'work', durationSeconds: 1500 });
    await story.travel(10 * MINUTE);
    await tell('timer/pause');
    await story.travel(10 * MINUTE);
    const { endsAt } = await tell('timer/resume');
    await story.travelTo(Date.parse(endsAt ?? ''));
    await eventually(async () => expect((await mia.get('/api/session-count')).body).toMatchObject({ count: 1 }));
    await tell('session-count/set', { count: 3 });
    await ben.put('/api/session-count', { count: 2 });
    await story.travelTo(dayAt(story.now(), rule).endsAt + 9 * HOUR);
    for (const person of [mia, ben]) {
      await eventually(async () => expect((await person.get('/api/resets')).body['items']).toHaveLength(1));
    }
    await tell('timer/start', { sessionType: 'work', replace: true });
    await eventually(async () => {
      const { rows } = await story.database.query(`SELECT FROM timer.heads WHERE category = 'day' AND state @> $1`, [
        { status: 'active' },
      ]);
      expect(rows).toHaveLength(1);
    });
    // What has just happened may not have been heard of; what happened minutes ago has.
    await story.travel(5 * MINUTE);
    await eventually(async () => expect(await verify(url())).toMatchObject({ exitCode: 0 }), LIFE_MS);
  }, STACK_MS + LIFE_MS);
  afterAll(async () => {
    mia?.closeEverything();
    await story?.close();
  }, STACK_MS);

  it('is content with what services have written, and says how much it read [I-07] [X2]', async () => {
    const { exitCode, sound, breaches, read } = await verify(url());
    expect({ exitCode, sound, breaches }).toEqual({ exitCode: 0, sound: true, breaches: [] });
    expect(read).toMatchObject({ users: 2, days: 2 });
    expect(read.events).toBeGreaterThan(10);
  });

  it('looks at one user, or at some', async () => {
    expect((await verify(url(), '--user', mia.userId)).read.users).toBe(1);
    expect((await verify(url(), '--sample', '1')).read.users).toBe(1);
  });

  it('finds a second that was moved from one bucket of a day to another [I-14]', async () => {
    const move = (seconds: number) =>
      asOwner(
        url(),
        `UPDATE progress.daily_session_stats
         SET work_ms = work_ms - ${seconds} * 1000, untracked_ms = untracked_ms + ${seconds} * 1000
         WHERE user_id = '${mia.userId}' AND final`,
      );
    await move(1);
    expect(await verify(url())).toMatchObject({ exitCode: 1, breaches: [{ rule: 'I-14' }, { rule: 'I-14' }] });
    await move(-1);
  });

  describe('in a copy that somebody has laid hands on', () => {
    beforeAll(async () => {
      for (const service of [...story.stack.services].reverse()) await service.process.stop();
    }, STACK_MS);

    it('finds nothing where nobody has', async () => {
      expect(await verify(await copy(), '--no-ledger')).toMatchObject({ exitCode: 0, breaches: [] });
    });

    const timer = () => `'timer-${mia.userId}'`;
    const resting = () => `'day-${ben.userId}'`;
    const laneOf = (streamId: string) => `(SELECT lane FROM timer.heads WHERE stream_id = ${streamId})`;
    /** The last event of a stream once more, at the end of its lane. */
    const again = (streamId: string, version: string) => [
      `UPDATE timer.lanes SET position = position + 1 WHERE lane = ${laneOf(streamId)}`,
      `INSERT INTO timer.events
       SELECT lane, (SELECT position FROM timer.lanes WHERE lanes.lane = events.lane), stream_id, ${version}, user_id,
         gen_random_uuid(), type, schema_version, data, NULL, causation_id, correlation_id, device_id,
         occurred_at, clock_timestamp()
       FROM timer.events WHERE stream_id = ${streamId} ORDER BY events.version DESC LIMIT 1`,
    ];
    const followedByItsHead = (streamId: string) =>
      `UPDATE timer.heads SET (version, position) = (
         SELECT version, position FROM timer.events WHERE stream_id = ${streamId} ORDER BY version DESC LIMIT 1)
       WHERE stream_id = ${streamId}`;

    it.each<[what: string, rule: string, statements: () => readonly string[]]>([
      [
        'a changed event',
        'I-07',
        () => [
          `UPDATE timer.events SET data = jsonb_set(data, '{presetType}', '"long"') WHERE stream_id = ${timer()} AND version = 1`,
        ],
      ],
      [
        'an event that nobody knows',
        'I-07',
        () => [`UPDATE timer.events SET type = 'TimerDanced' WHERE stream_id = ${timer()} AND version = 2`],
      ],
      [
        'an event that says nothing any more',
        'I-07',
        () => [`UPDATE timer.events SET data = '{}' WHERE stream_id = ${resting()} AND type = 'DayClosed'`],
      ],
      [
        'a reset of somebody who was never here',
        'I-26',
        () => [
          `INSERT INTO progress.resets SELECT 'nobody', version, reset_type, previous_count, new_count, reset_at,
             recorded_at, timezone, tzdata_version, local_reset_time, local_date, device_id, context
           FROM progress.resets WHERE user_id = '${ben.userId}'`,
        ],
      ],
      ['a missing event', 'I-02', () => [`DELETE FROM timer.events WHERE stream_id = ${timer()} AND version = 2`]],
      [
        'a version that is there twice',
        'I-02',
        () => ['ALTER TABLE timer.events DROP CONSTRAINT events_stream_id_version_key', ...again(timer(), 'version')],
      ],
      [
        'a wrong head',
        'I-07',
        () => [`UPDATE timer.heads SET state = jsonb_set(state, '{count}', '7') WHERE stream_id = ${resting()}`],
      ],
      ['a lost head', 'I-07', () => [`DELETE FROM timer.heads WHERE stream_id = ${timer()}`]],
      [
        'a wrong checkpoint',
        'I-07',
        () => [`UPDATE timer.checkpoints SET remaining_ms = remaining_ms + 1 WHERE version = 2`],
      ],
      [
        'a missing checkpoint',
        'I-07',
        () => [
          `DELETE FROM timer.checkpoints WHERE version = (SELECT max(version) FROM timer.checkpoints WHERE user_id = '${mia.userId}')`,
        ],
      ],
      ['a missing reset', 'I-17', () => [`DELETE FROM progress.resets WHERE user_id = '${ben.userId}'`]],
      [
        'a reset that is kept twice',
        'I-17',
        () => [
          'DROP INDEX progress.resets_one_per_day',
          `INSERT INTO progress.resets SELECT user_id, version + 100, reset_type, previous_count, new_count, reset_at,
             recorded_at, timezone, tzdata_version, local_reset_time, local_date, device_id, context
           FROM progress.resets WHERE user_id = '${ben.userId}'`,
        ],
      ],
      ['a reset that happened twice', 'I-17', () => [...again(resting(), 'version + 1'), followedByItsHead(resting())]],
      [
        'a reset that nobody is to ring for',
        'I-17',
        () => [`DELETE FROM scheduler.scheduled_tasks WHERE user_id = '${mia.userId}'`],
      ],
      [
        'a gap in a lane',
        'I-04',
        () => [
          `UPDATE timer.events SET position = position + 1
           WHERE (lane, position) IN (SELECT lane, position FROM timer.lanes WHERE lane = ${laneOf(timer())})`,
          `UPDATE timer.heads SET position = heads.position + 1 FROM timer.lanes
           WHERE lanes.lane = heads.lane AND lanes.position = heads.position AND heads.lane = ${laneOf(timer())}`,
          `UPDATE timer.lanes SET position = position + 1 WHERE lane = ${laneOf(timer())}`,
        ],
      ],
      [
        "somebody else's event",
        'I-26',
        () => [`UPDATE timer.events SET user_id = '${ben.userId}' WHERE stream_id = ${timer()} AND version = 1`],
      ],
      [
        "a nobody's checkpoint",
        'I-26',
        () => [`UPDATE timer.checkpoints SET user_id = 'nobody' WHERE user_id = '${mia.userId}' AND version = 1`],
      ],
      [
        'a reader that is ahead',
        'I-05',
        () => [`UPDATE timer.cursors SET position = position + 5 WHERE consumer = 'checkpoints'`],
      ],
      [
        'a forgotten command',
        'I-01',
        () => [`DELETE FROM timer.commands WHERE stream_id = ${timer()} AND version = 1`],
      ],
      ['a guard that sleeps', 'I-03', () => ['ALTER TABLE timer.events DISABLE TRIGGER events_stay']],
      ['a service that may rewrite', 'I-03', () => ['GRANT UPDATE ON timer.events TO tidemark_timer']],
      [
        'a session that ran longer than it is',
        'I-15',
        () => [
          `UPDATE timer.events SET data = jsonb_set(data, '{remainingMs}', to_jsonb((data ->> 'remainingMs')::int - 1))
           WHERE stream_id = ${timer()} AND type = 'SessionPaused'`,
        ],
      ],
      [
        'a count that jumped',
        'I-16',
        () => [
          `UPDATE timer.events SET data = jsonb_set(data, '{previousCount}', '9')
           WHERE stream_id = ${resting()} AND type = 'CountOverridden'`,
        ],
      ],
    ])('finds %s [%s]', async (_, rule, statements) => {
      const planted = await copy();
      await asOwner(planted, ...statements());
      const { exitCode, breaches } = await verify(planted, '--no-ledger');
      expect({ exitCode, rules: breaches.map((breach) => breach.rule) }).toEqual({
        exitCode: 1,
        rules: expect.arrayContaining([rule]) as string[],
      });
    });
  });
});
