import { growLog } from '../testing/grown-log';
import { startMigrated, type Migrated } from '../testing/migrated';
import { runCommand } from '../testing/run-command';
import { EXIT } from '../terminal/exit-codes';

const USERS = 1_000;
/** A rebuild reads so many events, from all lanes, before it commits for the first time. */
const FIRST_PAGES = 8_000;
const START_MAX_MS = 60_000;
const WHY = ['--reason', 'a spec'];
const REBUILD = ['rebuild', 'checkpoints', ...WHY];

interface Rebuilt {
  readonly events: number;
  readonly resumedAfter: number;
  readonly compared: readonly {
    readonly table: string;
    readonly goneCount: number;
    readonly newCount: number;
  }[];
}

describe('tidemark rebuild', () => {
  let migrated: Migrated;
  let events: number;

  beforeAll(async () => {
    migrated = await startMigrated();
    events = await growLog(migrated.infra.postgres.url, USERS);
  }, START_MAX_MS);
  afterAll(() => migrated.infra.close(), START_MAX_MS);

  const rows = async () => {
    const [counted] = await migrated.asOwner<{ rows: number }>(
      'SELECT count(*)::float8 AS rows FROM timer.checkpoints',
    );
    return counted?.rows;
  };
  /** Once a whole page of each lane was read, so that there is something to go on from. */
  const whenUnderWay = (act: () => void) => (text: string) => {
    const [, read] = /(\d+) of \d+ events/.exec(text) ?? [];
    if (Number(read) > FIRST_PAGES) act();
  };
  const changed = async () => {
    const where = 'SELECT FROM timer.checkpoints WHERE round_number = 7';
    return (await migrated.asOwner(where)).length;
  };
  const rebuildForMachines = async (option = '--json', { of: name = 'checkpoints', rate = '1000000' } = {}) => {
    const { exitCode, text } = await runCommand(migrated.environment, [
      'rebuild',
      name,
      option,
      '--json',
      '--rate',
      rate,
      ...WHY,
    ]);
    expect(exitCode).toBe(EXIT.done);
    return JSON.parse(text) as Rebuilt;
  };

  it('makes checkpoints of the log, with a bar for whoever looks on [O1]', async () => {
    const bars: string[] = [];
    const onComplaint = (text: string) => void bars.push(text);
    const { exitCode, text } = await runCommand(migrated.environment, REBUILD, { isTerminal: true, onComplaint });
    expect(exitCode).toBe(EXIT.done);
    expect(text).toContain(`checkpoints are made anew of ${events} events`);
    expect(bars[0]).toMatch(/\[#+ *\] \d+ % {2}\d+ of 20000 events/);
    expect(await rows()).toBe(events);
    expect(await runCommand(migrated.environment, ['verify', '--no-ledger'])).toMatchObject({ exitCode: EXIT.done });
  });

  it('is stopped by Ctrl-C and goes on where it was, and shows the live rows until then [F-50]', async () => {
    await migrated.asOwner('DELETE FROM timer.checkpoints WHERE version > 2');
    const stopping = new AbortController();
    const onComplaint = whenUnderWay(() => stopping.abort());
    const wishes = { isTerminal: true, stopping: stopping.signal, onComplaint };
    expect(await runCommand(migrated.environment, REBUILD, wishes)).toMatchObject({ exitCode: EXIT.cancelled });
    expect(await rows()).toBe(2 * USERS);
    const { events: read, resumedAfter } = await rebuildForMachines('--accept-differences');
    expect(resumedAfter).toBeGreaterThan(0);
    expect(read + resumedAfter).toBe(events);
    expect(await rows()).toBe(events);
  });

  it('shows how old and new differ, and switches only when told that this is right', async () => {
    await migrated.asOwner(`UPDATE timer.checkpoints SET round_number = 7 WHERE user_id = 'user-1' AND version = 1`);
    const refused = await runCommand(migrated.environment, REBUILD);
    expect(refused.exitCode).toBe(EXIT.breach);
    expect(refused.text).toMatch(/checkpoints +20000 +20000 +1 +1/);
    expect(refused.text).toMatch(/- checkpoints \{.*"round_number":7/);
    expect(refused.text).toContain('Nothing was switched');
    expect(await changed()).toBe(1);
    const { events: read, compared } = await rebuildForMachines('--accept-differences');
    expect({ read, compared }).toMatchObject({
      read: 0,
      compared: [{ table: 'checkpoints', goneCount: 1, newCount: 1 }],
    });
    expect(await changed()).toBe(0);
  });

  it('goes back to what was live before, with all that has happened since, and forward again', async () => {
    await growLog(migrated.infra.postgres.url, 1, 'later');
    const back = await runCommand(migrated.environment, ['rollback', 'checkpoints', '--json', ...WHY]);
    expect(back).toMatchObject({ exitCode: EXIT.done, text: expect.stringContaining('timer_checkpoints_previous') });
    expect(await changed()).toBe(1);
    const perUser = events / USERS;
    expect(await rows()).toBe(events + perUser);
    expect(await runCommand(migrated.environment, ['rollback', 'checkpoints', ...WHY])).toMatchObject({
      exitCode: EXIT.done,
    });
    expect(await changed()).toBe(0);
    expect(await rows()).toBe(events + perUser);
    expect(await runCommand(migrated.environment, ['drop-old', 'checkpoints', ...WHY])).toMatchObject({
      exitCode: EXIT.done,
    });
    const again = await runCommand(migrated.environment, ['rollback', 'checkpoints', ...WHY]);
    expect(again).toMatchObject({ exitCode: EXIT.notFound, complaint: expect.stringContaining('earlier checkpoints') });
    events += perUser;
  });

  it('makes the books of progress-service from the log of timers', async () => {
    const { compared } = await rebuildForMachines('--anew', { of: 'books' });
    const timesheets = compared.find(({ table }) => table === 'timesheets');
    expect(timesheets).toMatchObject({ rowsBefore: events / 2, rowsAfter: events / 2 });
    expect(compared.filter(({ goneCount, newCount }) => goneCount + newCount > 0)).toEqual([]);
  });

  it('goes back to earlier books, up to date with what nobody has told them', async () => {
    const ofUser = `SELECT changes::text AS changes FROM progress.timesheets WHERE user_id = 'user-2'`;
    await migrated.asOwner(`UPDATE progress.timesheets SET changes = '[{}]' WHERE user_id = 'user-2'`);
    await rebuildForMachines('--accept-differences', { of: 'books' });
    const wrongs = async () => (await migrated.asOwner(`${ofUser} AND changes = '[{}]'`)).length;
    expect(await wrongs()).toBe(0);
    events += await growLog(migrated.infra.postgres.url, 1, 'latest');
    const goBack = () => runCommand(migrated.environment, ['rollback', 'books', ...WHY]);
    expect(await goBack()).toMatchObject({ exitCode: EXIT.done });
    expect(await wrongs()).toBe(events / 2 / (USERS + 2));
    expect(await migrated.asOwner('SELECT FROM progress.timesheets')).toHaveLength(events / 2);
    expect(await goBack()).toMatchObject({ exitCode: EXIT.done });
    expect(await wrongs()).toBe(0);
  });

  it('switches unseen where that is asked for', async () => {
    await migrated.asOwner(`UPDATE timer.checkpoints SET round_number = 7 WHERE user_id = 'user-1' AND version = 1`);
    expect(await rebuildForMachines('--no-compare', { rate: '100000' })).toMatchObject({ compared: [] });
    expect(await changed()).toBe(0);
  });

  it('does not go back over a migration', async () => {
    await migrated.asOwner('ALTER TABLE timer.checkpoints ADD COLUMN mood text');
    const back = await runCommand(migrated.environment, ['rollback', 'checkpoints', ...WHY]);
    expect(back).toMatchObject({
      exitCode: EXIT.refused,
      complaint: expect.stringContaining('A migration has changed'),
    });
    await migrated.asOwner('ALTER TABLE timer.checkpoints DROP COLUMN mood');
  });

  it('is alone with a projection', async () => {
    const both = await Promise.all([rebuildForMachines(), rebuildForMachines()]);
    expect(both.flatMap(({ compared }) => compared).filter(({ newCount }) => newCount > 0)).toEqual([]);
    expect(await rows()).toBe(events);
  });

  it('keeps whoever was erased out of the books [I-28]', async () => {
    await migrated.asOwner(`UPDATE progress.heard SET versions = '{}', forgotten_at = now() WHERE user_id = 'user-3'`);
    await migrated.asOwner(`DELETE FROM progress.timesheets WHERE user_id = 'user-3'`);
    const { compared } = await rebuildForMachines('--anew', { of: 'books' });
    expect(compared.filter(({ goneCount, newCount }) => goneCount + newCount > 0)).toEqual([]);
    expect(await migrated.asOwner(`SELECT FROM progress.timesheets WHERE user_id = 'user-3'`)).toEqual([]);
  });

  it('makes no checkpoints of what is left of somebody who was erased [I-28]', async () => {
    await migrated.asOwner(`
      INSERT INTO timer.heads (stream_id, user_id, category, lane, version, position, state, occurred_at, updated_at)
      SELECT 'account-' || user_id, user_id, 'account', lane, 1, 1, '{}', now(), now()
      FROM timer.heads WHERE stream_id = 'timer-user-4'`);
    await migrated.asOwner(`DELETE FROM timer.checkpoints WHERE user_id = 'user-4'`);
    const { compared } = await rebuildForMachines('--anew');
    expect(compared).toMatchObject([{ goneCount: 0, newCount: 0 }]);
    expect(await migrated.asOwner(`SELECT FROM timer.checkpoints WHERE user_id = 'user-4'`)).toEqual([]);
    await migrated.asOwner(`DELETE FROM timer.heads WHERE category = 'account'`);
    await rebuildForMachines('--accept-differences');
  });

  it('goes on where it was when its connection is killed [F-50]', async () => {
    let killing: Promise<unknown> | undefined;
    const onComplaint = whenUnderWay(() => {
      killing ??= migrated.asOwner(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE pid <> pg_backend_pid() AND application_name <> 'tidemark_ops' AND datname = current_database()`,
      );
    });
    const killed = await runCommand(migrated.environment, REBUILD, { isTerminal: true, onComplaint });
    await killing;
    expect(killed.exitCode).toBe(EXIT.unavailable);
    const { events: read, resumedAfter } = await rebuildForMachines();
    expect(resumedAfter).toBeGreaterThan(0);
    expect(read + resumedAfter).toBe(events);
    expect(await rows()).toBe(events);
  });

  it('is thrown away half way, where it is not wanted after all', async () => {
    const stopping = new AbortController();
    const wishes = { isTerminal: true, stopping: stopping.signal, onComplaint: whenUnderWay(() => stopping.abort()) };
    expect(await runCommand(migrated.environment, REBUILD, wishes)).toMatchObject({ exitCode: EXIT.cancelled });
    const drop = ['drop-old', 'checkpoints', '--unfinished', ...WHY];
    expect(await runCommand(migrated.environment, drop)).toMatchObject({ exitCode: EXIT.done });
    expect(await runCommand(migrated.environment, drop)).toMatchObject({ exitCode: EXIT.notFound });
    expect(await rebuildForMachines()).toMatchObject({ resumedAfter: 0, events });
  });

  it('is for the owner of the tables alone', async () => {
    await migrated.asOwner(`CREATE ROLE looker LOGIN PASSWORD 'looker' IN ROLE tidemark_ops`);
    const url = new URL(migrated.infra.postgres.url);
    url.username = 'looker';
    url.password = 'looker';
    const environment = { TIDEMARK_POSTGRES_URL: url.href };
    const refused = await runCommand(environment, REBUILD);
    expect(refused).toMatchObject({ exitCode: EXIT.refused, complaint: expect.stringContaining('permission denied') });
    expect(await runCommand(environment, ['streams', '--limit', '1'])).toMatchObject({ exitCode: EXIT.done });
  });

  it('knows which projections there are', async () => {
    const { exitCode, complaint } = await runCommand(migrated.environment, ['rebuild', 'moods', ...WHY]);
    expect(exitCode).toBe(EXIT.usage);
    expect(complaint).toContain('Allowed choices are checkpoints');
  });
});
