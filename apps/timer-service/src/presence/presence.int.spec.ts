import { randomUUID } from 'node:crypto';
import { ServiceUnderTest, START_MAX_MS } from '../testing/service-under-test';
import { Presence } from './presence';
import { PresenceQuery } from './presence.query';

describe('a sign of life', () => {
  let service: ServiceUnderTest;
  beforeAll(async () => {
    service = await ServiceUnderTest.start();
  }, START_MAX_MS);
  afterAll(() => service.close());

  const savedOf = async (userId: string) => {
    const sql = 'SELECT last_active_at AS at FROM presence WHERE user_id = $1';
    return (await service.database.query<{ at: Date }>(sql, [userId])).rows[0]?.at.getTime();
  };

  it('is no event, and is written with the next batch [T8]', async () => {
    const user = randomUUID();
    await service.tell(user, 'start');
    const before = await service.view(user);
    await service.heartbeat(user);
    await service.app.get(Presence).save();
    expect((await service.view(user)).version).toBe(before.version);
    expect(await savedOf(user)).toBeGreaterThanOrEqual(Date.parse(before.startedAt!));
  });

  it('never moves back, whichever instance writes last [T8]', async () => {
    const user = randomUUID();
    const presence = service.app.get(Presence);
    presence.saw(user, service.clock.now());
    await presence.save();
    const later = (await savedOf(user))! + 60_000;
    await service.database.query(`UPDATE presence SET last_active_at = to_timestamp($2 / 1000.0) WHERE user_id = $1`, [
      user,
      later,
    ]);
    presence.saw(user, service.clock.now());
    await presence.save();
    expect(await savedOf(user)).toBe(later);
  });

  it('is answered with what its sender missed, and with nothing more [T8]', async () => {
    const user = randomUUID();
    const { revision } = await service.tell(user, 'start');
    expect(await service.heartbeat(user, { timer: revision })).toMatchObject({
      revisions: { timer: revision },
      missed: {},
    });
    const paused = await service.tell(user, 'pause');
    expect(await service.heartbeat(user, { timer: revision })).toMatchObject({
      revisions: { timer: paused.revision },
      missed: { timer: { status: 'paused', revision: paused.revision } },
    });
  });

  it('brings the work clock as well where the day has moved, for the entries are those of the day [C1] [T8]', async () => {
    const user = randomUUID();
    await service.tellDay(user, 'configuration/timezone', { timezone: 'Asia/Tokyo' });
    await service.tellClock(user, 'session/clock-in');
    const { revisions: before } = await service.heartbeat(user, {});
    await service.tellDay(user, 'configuration/timezone', { timezone: 'Pacific/Honolulu' });
    const { entries, lastActiveDate } = await service.session(user);
    expect((await service.heartbeat(user, before)).missed.clock).toMatchObject({ entries, lastActiveDate });
    const snapshot = await service.app.get(PresenceQuery).snapshot(user, { revisions: before });
    expect(snapshot.session).toMatchObject({ entries, lastActiveDate });
    const { revisions: now } = await service.heartbeat(user, before);
    expect((await service.heartbeat(user, now)).missed).toEqual({});
    expect((await service.app.get(PresenceQuery).snapshot(user, { revisions: now })).session).toBeNull();
    expect((await service.heartbeat(user, { day: before.day })).missed).not.toHaveProperty('clock');
  });
});
