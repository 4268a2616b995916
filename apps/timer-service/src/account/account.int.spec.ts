import { randomUUID } from 'node:crypto';
import { account, day, timer, workClock } from '@tidemark/domain';
import { categoryOf, EventLog, stateAt, type AnyDecider } from '@tidemark/event-log';
import { EventExport, renaming } from '@tidemark/service-kit';
import { ServiceUnderTest, START_MAX_MS } from '../testing/service-under-test';
import { AccountController } from './account.controller';
import { Erasure } from './erasure';

const deciders = [timer, workClock, day, account] as readonly AnyDecider[];

describe('everything that is kept of a person', () => {
  let service: ServiceUnderTest;
  beforeAll(async () => {
    service = await ServiceUnderTest.start();
  }, START_MAX_MS);
  afterAll(() => service.close());

  const canary = { id: 'canary-id', title: 'canary title' };

  it('can be taken along, event by event', async () => {
    const user = randomUUID();
    await service.tell(user, 'start', { task: canary });
    const { events, nextAfter } = await service.app.get(EventExport).page(user, 0);
    expect(events).toMatchObject([{ type: 'SessionStarted', version: 1, data: { task: canary } }]);
    expect(nextAfter).toBeUndefined();
  });

  const everythingOf = async (user: string) => {
    const tables = ['events', 'heads', 'commands', 'checkpoints', 'presence'];
    const rows = tables.map((table) => `SELECT to_jsonb(${table})::text AS row FROM ${table} WHERE user_id = $1`);
    return (await service.database.query<{ row: string }>(rows.join(' UNION ALL '), [user])).rows
      .map(({ row }) => row)
      .sort()
      .join('\n');
  };

  it('is erased wherever they wrote it, however often that is asked for, and still folds [I-28]', async () => {
    const [gone, stays] = [randomUUID(), randomUUID()];
    for (const user of [gone, stays]) {
      await service.tell(user, 'start', { task: canary, commandId: `canary-${user}` });
      await service.tellDay(user, 'session-count/reset', {}, 'canary-laptop');
      await service.tellClock(user, 'session/clock-in');
      await service.checkpointTypes(user);
    }
    const before = await everythingOf(stays);

    for (const _ of [1, 2]) await service.app.get(Erasure).erase({ userId: gone, salt: 'a-salt' });

    expect(await everythingOf(gone)).not.toMatch(/canary|laptop/);
    expect(await everythingOf(stays)).toBe(before);
    expect(await service.view(gone)).toMatchObject({ status: 'idle', task: null });
    const log = service.app.get(EventLog);
    const heads = await log.headsOfUser(gone);
    expect(heads.map(({ streamId }) => categoryOf(streamId))).toEqual(['account', 'clock', 'day', 'timer']);
    for (const { streamId, version, state, dueAt } of heads) {
      const decider = deciders.find(({ category }) => category === categoryOf(streamId))!;
      expect([streamId, state]).toEqual([streamId, (await stateAt(log, decider, streamId, version)).state]);
      expect([streamId, dueAt]).toEqual([streamId, null]);
    }
  });

  it('goes by one name wherever it is named, which nobody can turn back [I-28]', async () => {
    const user = randomUUID();
    await service.tell(user, 'start', { commandId: 'canary-key' });
    await service.app.get(Erasure).erase({ userId: user, salt: 'a-salt' });
    const sql = `SELECT command_id FROM events WHERE user_id = $1 AND type = 'SessionStarted'`;
    const { rows } = await service.database.query<{ command_id: string }>(sql, [user]);
    expect(rows[0]?.command_id).toBe(renaming('a-salt')('canary-key'));
    expect(rows[0]?.command_id).not.toBe(renaming('another')('canary-key'));
    const kept = 'SELECT FROM commands WHERE user_id = $1 AND command_id = $2';
    expect((await service.database.query(kept, [user, rows[0]?.command_id])).rowCount).toBe(1);
  });

  it('is erased for nobody but the desk of accounts', async () => {
    const ask = service.app.get(AccountController).erase({ userId: 'ada', salt: 's' }, { subject: '', caller: 'ops' });
    await expect(ask).rejects.toMatchObject({ code: 'auth/forbidden' });
  });

  it('cannot be changed by the service itself [I-03]', async () => {
    const user = randomUUID();
    await service.tell(user, 'start');
    for (const sql of [`UPDATE events SET type = 'Other'`, `DELETE FROM events`, `TRUNCATE events`]) {
      await expect(service.database.query(sql)).rejects.toMatchObject({ code: '42501' });
    }
  });
});
