import { randomUUID } from 'node:crypto';
import type { ConfigurationShown } from '@tidemark/contracts';
import { HOUR, MINUTE, SECOND } from '@tidemark/domain';
import { DatabaseClock, EventLog } from '@tidemark/event-log';
import { until } from '@tidemark/local-infra';
import { LOGGER } from '@tidemark/service-kit';
import { ServiceUnderTest, START_MAX_MS } from '../testing/service-under-test';
import { DayClosing } from '../closing/day-closing';
import { ZoneDatabase } from './zone-database';
import { OverdueDays } from '../closing/overdue-days';
import { dayStreamOf } from './known-days';
import { DayHandler } from './day.stream';

describe('the days of somebody', () => {
  let service: ServiceUnderTest;
  let user: string;

  beforeAll(async () => {
    service = await ServiceUnderTest.start();
  }, START_MAX_MS);
  afterAll(() => service.close());
  beforeEach(() => {
    user = randomUUID();
  });

  /** Until the next reset, and so much longer. */
  const passTheNight = async (moreMs: number) => {
    const { configuration } = await service.day(user);
    service.clock.pass(Date.parse(configuration.nextResetAt) - service.clock.now() + moreMs);
  };
  const completeASession = async () => {
    await service.tell(user, 'start', { durationSeconds: 60, sessionType: 'work', replace: true });
    service.clock.pass(MINUTE);
    return service.view(user);
  };
  const eventsOf = async (type: string) => {
    const sql = `SELECT data FROM events WHERE stream_id = $1 AND type = $2 ORDER BY version`;
    const { rows } = await service.database.query<{ data: Record<string, unknown> }>(sql, [dayStreamOf(user), type]);
    return rows.map(({ data }) => data);
  };

  it('begin with the defaults, and nothing is written for looking [D1]', async () => {
    expect(await service.day(user)).toMatchObject({
      configuration: { theme: 'dark', workDuration: 1500, timezone: 'UTC', dailyResetTime: 'midnight', revision: 0 },
      sessionCount: { count: 0, manualSessionOverride: null, revision: 0 },
    });
  });

  it('count a completed session for whoever looks right afterwards [D3]', async () => {
    await completeASession();
    expect((await service.day(user)).sessionCount).toMatchObject({ count: 1, manualSessionOverride: null });
    await completeASession();
    expect((await service.day(user)).sessionCount).toMatchObject({ count: 2 });
  });

  it('keep an override until the reset clears it, and count on from it [D3]', async () => {
    await completeASession();
    expect(await service.tellDay(user, 'session-count/set', { count: 7 })).toMatchObject({
      count: 7,
      manualSessionOverride: 7,
    });
    await completeASession();
    expect((await service.day(user)).sessionCount).toMatchObject({ count: 8, manualSessionOverride: 7 });
    expect(await service.tellDay(user, 'session-count/reset')).toMatchObject({ count: 0, manualSessionOverride: null });
    expect(await eventsOf('CountReset')).toMatchObject([{ previousCount: 8, resetType: 'manual_reset' }]);
  });

  it('shape the timer of their owner from the next command on [D1, T2]', async () => {
    await service.tellDay(user, 'configuration/set', { workDuration: 600, autoStartBreak: false });
    expect(await service.view(user)).toMatchObject({ status: 'idle', durationSeconds: 600, presetType: 'custom' });
    expect(await service.tell(user, 'start')).toMatchObject({ durationSeconds: 600, presetType: 'custom' });
    service.clock.pass(10 * MINUTE - SECOND);
    await service.heartbeat(user);
    service.clock.pass(2 * SECOND);
    expect(await service.view(user)).toMatchObject({ status: 'waiting', sessionType: 'short_break' });
  });

  it('end once at their boundary, by the thousand, however late that is noticed [D4, I-17]', async () => {
    await completeASession();
    const { configuration } = await service.day(user);
    await passTheNight(5 * SECOND);
    const closing = service.app.get(DayClosing);
    const boundaryAt = Date.parse(configuration.nextResetAt);
    const together = await Promise.all([1, 2, 3].map(() => closing.close([user, randomUUID()], boundaryAt)));
    expect(together.map(({ closed }) => closed).sort()).toEqual([0, 0, 1]);
    expect(together.flatMap(({ open }) => open)).toEqual([]);
    expect(await eventsOf('DayClosed')).toMatchObject([
      { resetType: 'scheduled_daily', context: 'boundary', previousCount: 1, resetAt: configuration.nextResetAt },
    ]);
    expect((await service.day(user)).sessionCount).toMatchObject({ count: 0 });
  });

  it('are not closed before they are over, whoever asks [I-12]', async () => {
    await completeASession();
    const { configuration } = await service.day(user);
    const asked = await service.app.get(DayClosing).close([user], service.clock.now() + HOUR);
    expect(asked).toEqual({ closed: 0, open: [{ userId: user, endsAt: configuration.nextResetAt }] });
  });

  it('count a session that ended before the boundary on the day before, though nobody noticed either [D7, I-16]', async () => {
    await completeASession();
    await service.tell(user, 'start', { durationSeconds: 60, sessionType: 'work', replace: true });
    await passTheNight(HOUR);
    await service.day(user);
    expect(await eventsOf('DayClosed')).toMatchObject([{ previousCount: 2 }]);
    expect(await eventsOf('SessionCounted')).toHaveLength(2);
  });

  it('count a session that runs across the boundary on the day in which it ends [D7]', async () => {
    await completeASession();
    await passTheNight(-30 * SECOND);
    await service.tell(user, 'start', { durationSeconds: 60, sessionType: 'work', replace: true });
    service.clock.pass(HOUR);
    expect((await service.day(user)).sessionCount).toMatchObject({ count: 1 });
    expect(await eventsOf('DayClosed')).toMatchObject([{ previousCount: 1 }]);
  });

  it('are closed without anybody ringing when they are overdue [D8, F-31]', async () => {
    await completeASession();
    await passTheNight(31 * SECOND);
    await service.app.get(OverdueDays).close();
    expect(await eventsOf('DayClosed')).toHaveLength(1);
  });

  it('rest while their owner is away, and are caught up in one reset when they come back [D4]', async () => {
    await completeASession();
    await passTheNight(HOUR);
    await service.app.get(OverdueDays).close();
    service.clock.pass(72 * HOUR);
    expect(await service.app.get(OverdueDays).close()).toBe(0);
    expect((await service.day(user)).sessionCount.count).toBe(0);
    const [first, second, ...more] = await eventsOf('DayClosed');
    expect(first).toMatchObject({ context: 'boundary' });
    expect(second).toMatchObject({ context: 'catch_up', closed: [{}, {}, {}] });
    expect(more).toEqual([]);
  });

  it('tell at once what a flight east closed, and tell it again for the same key [D6, I-06]', async () => {
    await completeASession();
    service.clock.pass(untilHour(service.clock.now(), 20));
    await completeASession();
    const wish = { commandId: 'the-flight', timezone: 'Pacific/Kiritimati' };
    const flown = (await service.tellDay(user, 'configuration/timezone', wish)) as ConfigurationShown;
    expect(flown).toMatchObject({
      timezone: 'Pacific/Kiritimati',
      reset: { resetType: 'timezone_change', newCount: 0, userTimezone: 'Pacific/Kiritimati', deviceId: 'laptop' },
    });
    service.clock.pass(HOUR);
    expect(await service.tellDay(user, 'configuration/timezone', wish)).toEqual(flown);
  });

  it.each(['Mars/Olympus', 'EST5EDT_', 'US/Pacific-New'])(
    'refuse %s, which the database does not know [D2]',
    async (timezone) => {
      await expect(service.tellDay(user, 'configuration/timezone', { timezone })).rejects.toMatchObject({
        mistakes: [{ path: 'timezone', rule: 'isZone' }],
      });
      expect((await service.day(user)).configuration.revision).toBe(0);
    },
  );

  it('tell every device what it missed [T8, D9]', async () => {
    const before = await service.day(user);
    await service.tellDay(user, 'session-count/set', { count: 3 });
    const { revisions, missed } = await service.heartbeat(user, { day: before.sessionCount.revision });
    expect(missed.day).toMatchObject({ sessionCount: { count: 3 }, configuration: { timezone: 'UTC' } });
    expect((await service.heartbeat(user, { day: revisions.day })).missed).toEqual({});
  });

  it('end when a newer zone database says, and those that are over stay as they were [I-19, F-40]', async () => {
    await completeASession();
    const planned = (await service.day(user)).configuration.nextResetAt;
    // What an older zone database would have planned.
    const older = `UPDATE heads SET due_at = due_at + interval '1 hour',
      state = jsonb_set(state, '{endsAt}', to_jsonb((state ->> 'endsAt')::float8 + 3600000)) WHERE stream_id = $1`;
    // A process that was just started remembers no heads.
    const { app, database } = service;
    const handler = new DayHandler(app.get(EventLog), app.get(DatabaseClock));
    const zones = new ZoneDatabase(database, app.get(DatabaseClock), handler, app.get(LOGGER));
    await database.query(older, [dayStreamOf(user)]);
    expect(await zones.check()).toBe(0);
    await database.query(`UPDATE zone_database SET version = '1999z'`);
    expect(await zones.check()).toBe(1);
    expect((await service.day(user)).configuration.nextResetAt).toBe(planned);
    expect(await eventsOf('DayEndMoved')).toMatchObject([{ endsAt: planned }]);
    expect(await eventsOf('DayClosed')).toEqual([]);
  });

  it('hear of a session at once, even while nobody looks [D3]', async () => {
    await completeASession();
    await until('it is counted', async () => (await eventsOf('SessionCounted')).length === 1);
    expect(await eventsOf('DayBegun')).toHaveLength(1);
  });
});

/** How long it is until this hour of the clock in UTC. */
function untilHour(now: number, hour: number): number {
  const passedMs = now % (24 * HOUR);
  return (hour * HOUR - passedMs + 24 * HOUR) % (24 * HOUR);
}
