import { randomUUID } from 'node:crypto';
import { HOUR, MINUTE } from '@tidemark/domain';
import { AccountController } from '../account/account.controller';
import { CatchUp } from '../books/catch-up';
import { toldEvent } from '@tidemark/projections';
import { ServiceUnderTest, START_MAX_MS } from '../testing/service-under-test';
import { clocks, days, hour, monday, timers, tuesday } from '../testing/story';
import type { LedgerChecked } from './ledger-check';
import { TaskController } from './task.controller';

describe('what ops and other services ask for', () => {
  let service: ServiceUnderTest;
  let user: string;
  beforeAll(async () => {
    service = await ServiceUnderTest.start();
  }, START_MAX_MS);
  afterAll(() => service.close());

  const verify = (asked: object, caller = 'ops'): Promise<LedgerChecked> =>
    service.app.get(TaskController).verifyLedger(asked, { subject: '', caller });
  const forget = (userId: string, caller = 'gateway') =>
    service.app.get(AccountController).erase({ userId, salt: 'a-salt' }, { subject: '', caller });
  const tables = ['daily_session_stats', 'timesheets', 'clock_entries', 'clock_changes', 'resets', 'edits'];
  const rowsOf = async (userId: string) => {
    const counts = tables.map((table) => `(SELECT count(*) FROM ${table} WHERE user_id = $1)`);
    const { rows } = await service.database.query<{ rows: number }>(`SELECT (${counts.join(' + ')})::float8 AS rows`, [
      userId,
    ]);
    return rows[0]?.rows;
  };

  beforeEach(async () => {
    user = randomUUID();
    const wednesday = { ...tuesday, localDate: '2026-01-07', startsAt: tuesday.endsAt, endsAt: tuesday.endsAt + HOUR };
    service.owner.record(user, 'day', days.begun(hour(9)), hour(9));
    service.owner.record(user, 'timer', timers.started('one', hour(9)), hour(9));
    service.owner.record(user, 'timer', timers.completed('one', hour(9) + 25 * MINUTE), hour(10));
    service.owner.record(user, 'clock', clocks.came(hour(9)), hour(9));
    service.owner.record(user, 'clock', clocks.left(hour(9.25)), hour(10));
    service.owner.record(user, 'day', days.overridden(hour(10), 3), hour(10));
    service.owner.record(user, 'day', days.closed(wednesday, [monday, tuesday]), hour(50));
    await service.app.get(CatchUp).withOwner(user);
  });

  it('find that every closed day comes to what its events say [X2]', async () =>
    expect(await verify({ userId: user })).toEqual({ checkedDays: 2, breaches: [] }));

  it('may look at some dates only', async () =>
    expect(await verify({ userId: user, from: '2026-01-06', to: '2026-01-06' })).toEqual({
      checkedDays: 1,
      breaches: [],
    }));

  it.each([
    [
      'a second that was moved from one bucket to another',
      'SET work_ms = work_ms - 1000, untracked_ms = untracked_ms + 1000',
      ['workMs is 1499000, by the events 1500000', 'untrackedMs is 84901000, by the events 84900000'],
    ],
    ['a session too many', 'SET work_sessions_completed = 2', ['workSessionsCompleted is 2, by the events 1']],
    [
      'a minute of the work clock too many',
      'SET total_clocked_ms = 960000',
      ['totalClockedMs is 960000, by the events 900000'],
    ],
    ['another zone', `SET timezone = 'Asia/Tokyo'`, ['timezone is Asia/Tokyo, by the events UTC']],
  ])('find %s [X2]', async (_, change, what) => {
    await service.database.query(
      `UPDATE daily_session_stats ${change} WHERE user_id = $1 AND local_date = '2026-01-05'`,
      [user],
    );
    const { breaches } = await verify({ userId: user });
    expect(breaches).toEqual(what.map((fault) => ({ userId: user, date: '2026-01-05', what: fault })));
  });

  it('find a day that is missing, and one that never was [X2]', async () => {
    await service.database.query(
      `UPDATE daily_session_stats SET local_date = '2025-12-31' WHERE user_id = $1 AND local_date = '2026-01-06'`,
      [user],
    );
    expect((await verify({ userId: user })).breaches).toEqual([
      { userId: user, date: '2025-12-31', what: 'no event closed this day' },
      { userId: user, date: '2026-01-06', what: 'the day is missing' },
    ]);
  });

  it('cannot make the buckets of a day longer or shorter than the day, also by hand [X2] [D10]', async () => {
    const change = `UPDATE daily_session_stats SET break_ms = break_ms + 1 WHERE user_id = $1`;
    await expect(service.database.query(change, [user])).rejects.toMatchObject({ code: '23514' });
  });

  it('bring back days and resets that were lost, double none, and leave the others as they were [D4]', async () => {
    const backfill = (from: string, to: string) =>
      service.app.get(TaskController).backfillDays({ userId: user, from, to }, { subject: '', caller: 'ops' });
    const everything = async () => {
      const kept = tables.map((table) => `SELECT to_jsonb(${table})::text AS row FROM ${table} WHERE user_id = $1`);
      const { rows } = await service.database.query<{ row: string }>(kept.join(' UNION ALL '), [user]);
      return rows.map(({ row }) => row).sort();
    };
    const before = await everything();
    expect(await backfill('2026-01-01', '2026-01-31')).toEqual({ days: 2, restoredDays: [], restoredResets: [] });
    await service.database.query(`DELETE FROM daily_session_stats WHERE user_id = $1 AND local_date = '2026-01-05'`, [
      user,
    ]);
    await service.database.query(`DELETE FROM resets WHERE user_id = $1`, [user]);
    const restored = { days: 2, restoredDays: ['2026-01-05'], restoredResets: ['2026-01-07'] };
    expect(await backfill('2026-01-01', '2026-01-31')).toEqual(restored);
    expect(await everything()).toEqual(before);
    expect((await verify({ userId: user })).breaches).toEqual([]);
    await forget(user);
    await expect(backfill('2026-01-01', '2026-01-31')).rejects.toMatchObject({ code: 'user/not-found' });
    expect(await rowsOf(user)).toBe(0);
  });

  it('go through all users page by page [X2]', async () => {
    const seen: number[] = [];
    let after: string | undefined;
    do {
      const { checkedDays, nextAfter } = await verify({ after });
      seen.push(checkedDays);
      after = nextAfter;
    } while (after !== undefined);
    const { rows } = await service.database.query<{ closed: number }>(
      'SELECT count(*)::float8 AS closed FROM daily_session_stats WHERE final',
    );
    expect(seen.reduce((sum, days) => sum + days, 0)).toBeGreaterThanOrEqual(rows[0]!.closed - 1);
  });

  it('leave nothing of a person who is erased, and what is told late makes nothing anew [I-28]', async () => {
    expect(await rowsOf(user)).toBeGreaterThan(0);
    await forget(user);
    await forget(user);
    const late = service.owner.record(user, 'timer', timers.started('two', hour(60)), hour(60));
    await service.app.get(CatchUp).enter(toldEvent(late));
    await service.app.get(CatchUp).withOwner(user);
    expect(await rowsOf(user)).toBe(0);
    expect(await service.ask(user, 'daily', { from: '2026-01-01', to: '2026-01-31' })).toEqual({ items: [] });
  });

  it('must be asked by those who may', async () => {
    await expect(forget(user, 'ops')).rejects.toMatchObject({ code: 'auth/forbidden' });
    expect(() => verify({}, 'progress-service')).toThrow('may not do this');
    expect(() => verify({ userId: 'a b', day: 1 })).toThrow();
  });
});
