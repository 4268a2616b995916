import { growLog } from '../../testing/grown-log';
import { startMigrated, type Migrated } from '../../testing/migrated';
import { runCommand } from '../../testing/run-command';
import { EXIT } from '../../terminal/exit-codes';

const USERS = 300;
const START_MAX_MS = 60_000;
const WHY = ['--reason', 'an experiment'];
const COMPARED = 'stream_id, user_id, category, lane, version, position, state, due_at';

describe('tidemark replay --into-schema', () => {
  let migrated: Migrated;
  let events: number;

  beforeAll(async () => {
    migrated = await startMigrated();
    events = await growLog(migrated.infra.postgres.url, USERS);
  }, START_MAX_MS);
  afterAll(() => migrated.infra.close(), START_MAX_MS);

  const run = (...words: readonly string[]) => runCommand(migrated.environment, words);
  const into = (schema: string, ...words: readonly string[]) =>
    run('replay', '--into-schema', schema, ...WHY, '--json', ...words);
  const count = async (statement: string) => (await migrated.asOwner(statement)).length;
  const liveTables = () =>
    migrated.asOwner(`
      SELECT (SELECT md5(string_agg(heads::text, '' ORDER BY stream_id)) FROM timer.heads) AS heads,
        (SELECT count(*) FROM timer.checkpoints) AS checkpoints, (SELECT count(*) FROM progress.timesheets) AS sheets,
        (SELECT count(*) FROM timer.cursors) AS cursors`);

  it('folds the log into heads and projections beside the live ones, which it leaves alone [I-07] [I-09]', async () => {
    const before = await liveTables();
    const made = await into('scratch_all');
    expect({ ...made, text: JSON.parse(made.text) as object }).toMatchObject({ exitCode: EXIT.done, text: { events } });
    expect(await count(`SELECT ${COMPARED} FROM scratch_all.heads EXCEPT SELECT ${COMPARED} FROM timer.heads`)).toBe(0);
    expect(await count('SELECT FROM scratch_all.heads')).toBe(USERS);
    expect(await count('SELECT FROM scratch_all.checkpoints')).toBe(events);
    expect(await count('SELECT FROM scratch_all.timesheets')).toBe(events / 2);
    expect(await liveTables()).toEqual(before);
  });

  it('takes a part of the log, and goes on where it was stopped', async () => {
    const stopping = new AbortController();
    const words = ['replay', '--into-schema', 'scratch_lane', ...WHY, '--log', 'timer', '--lane', '1'];
    const wishes = { isTerminal: true, stopping: stopping.signal, onComplaint: () => stopping.abort() };
    stopping.abort();
    expect(await runCommand(migrated.environment, words, wishes)).toMatchObject({ exitCode: EXIT.cancelled });
    expect(await run(...words)).toMatchObject({ exitCode: EXIT.done });
    expect(await run(...words)).toMatchObject({ exitCode: EXIT.done, text: expect.stringContaining('0 events') });
    const [wanted, found] = [`SELECT FROM timer.events WHERE lane = 1`, `SELECT FROM scratch_lane.checkpoints`];
    expect(await count(found)).toBe(await count(wanted));
    const other = await into('scratch_lane', '--log', 'timer', '--lane', '2');
    expect(other).toMatchObject({ exitCode: EXIT.refused, complaint: expect.stringContaining('Drop it first') });
  });

  it('lists what there is and drops it, and nothing of anybody else', async () => {
    await migrated.asOwner('CREATE SCHEMA scratch_of_somebody');
    const listed = JSON.parse((await run('scratch', '--json')).text) as { name: string }[];
    expect(listed.map(({ name }) => name)).toEqual(['scratch_all', 'scratch_lane']);
    expect(await run('scratch', 'drop', 'scratch_all', ...WHY)).toMatchObject({ exitCode: EXIT.done });
    expect(await run('scratch', 'drop', 'scratch_of_somebody', ...WHY)).toMatchObject({ exitCode: EXIT.notFound });
    expect(await into('scratch_of_somebody')).toMatchObject({ exitCode: EXIT.refused });
    expect((await run('scratch')).text).not.toContain('scratch_all');
    expect((await run('audit')).text).toMatch(/scratch\/drop +scratch_all/);
  });

  it.each([
    [['--into-schema', 'timer'], 'not a schema for experiments'],
    [['--into-schema', 'scratch_x; DROP SCHEMA timer'], 'not a schema for experiments'],
    [['--into-schema', 'scratch_x', '--type', 'SessionStarted'], 'make no state'],
    [['--to-subject', 'tidemark.evt.timer'], 'not a subject for what is told again'],
    [['--to-subject', 'tidemark.replay.*'], 'is not a name'],
    [['--to-subject', 'tidemark.replay.x', '--to-consumer', 'y'], 'One of'],
    [[], 'One of'],
    [['--to-subject', 'tidemark.replay.x', '--lane', '1'], 'needs --log'],
    [['--to-subject', 'tidemark.replay.x', '--log', 'timer', '--after', '1'], 'need --lane'],
    [['--to-subject', 'tidemark.replay.x', '--log', 'progress', '--stream', 'timer-user-1'], 'not in the log'],
    [['--to-subject', 'tidemark.replay.x', '--rate', '0'], 'whole number from 1'],
  ])('refuses %j before anything is done', async (words, sentence) => {
    const said = await run('replay', ...words, ...WHY);
    expect(said).toMatchObject({ exitCode: EXIT.usage, text: '', complaint: expect.stringContaining(sentence) });
  });

  it('tells how much it would be', async () => {
    const said = await run(
      'replay',
      '--to-subject',
      'tidemark.replay.x',
      '--user',
      'user-1',
      '--rate',
      '10',
      '--dry-run',
    );
    expect(said.exitCode).toBe(EXIT.done);
    expect(said.text).toMatch(/timer +SessionStarted +10 /);
    expect(said.text).toContain('20 events of all logs, user user-1; at 10 a second this takes 2 s.');
  });
});
