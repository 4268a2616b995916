import { randomUUID } from 'node:crypto';
import { dayAt, HOUR, MINUTE, toIso, type SessionView } from '@tidemark/domain';
import { until } from '@tidemark/local-infra';
import { ServiceUnderTest, START_MAX_MS } from '../testing/service-under-test';
import { clockStreamOf } from './clock.stream';

const midnight = { timezone: 'UTC', dailyResetTime: 'midnight' };

describe('a work clock', () => {
  let service: ServiceUnderTest;
  let user: string;

  beforeAll(async () => {
    service = await ServiceUnderTest.start();
  }, START_MAX_MS);
  afterAll(() => service.close());
  beforeEach(() => {
    user = randomUUID();
    // Nine in the morning, so that a working day has room.
    service.clock.pass(dayAt(service.clock.now(), midnight).endsAt + 9 * HOUR - service.clock.now());
  });

  const typesIn = ({ entries }: SessionView) => entries.map(({ type }) => type);

  it('shows nobody at work before anybody came [C1]', async () => {
    const view = await service.session(user);
    expect(view).toMatchObject({
      userId: user,
      currentStatus: 'OUT',
      entries: [],
      dailyStats: { totalWorkMinutes: 0, totalBreakMinutes: 0, isComplete: false },
      currentTheme: 'dark',
      sessionStartTime: null,
      version: 0,
    });
  });

  it('counts work, and what lies between as breaks; asking twice is no error [C1] [C4]', async () => {
    await service.tellClock(user, 'session/clock-in');
    await service.tellClock(user, 'session/clock-in');
    expect(typesIn(await service.session(user))).toEqual(['IN']);
    service.clock.pass(90 * MINUTE);
    await service.tellClock(user, 'session/clock-out');
    service.clock.pass(30 * MINUTE);
    await service.tellClock(user, 'session/save', { currentStatus: 'IN' });
    service.clock.pass(60 * MINUTE);
    const view = await service.tellClock(user, 'session/save', {
      currentStatus: 'OUT',
      dailyStats: { totalWorkMinutes: 9999 },
    });
    expect(typesIn(view)).toEqual(['IN', 'OUT', 'IN', 'OUT']);
    expect(view.dailyStats).toEqual({ totalWorkMinutes: 150, totalBreakMinutes: 30, isComplete: true });
  });

  it('cuts a night at the reset, so that each minute belongs to one day [C4]', async () => {
    service.clock.pass(14 * HOUR - MINUTE / 2);
    await service.tellClock(user, 'session/clock-in');
    const date = dayAt(service.clock.now(), midnight).localDate;
    service.clock.pass(3 * HOUR + MINUTE);
    await service.tellClock(user, 'session/clock-out');
    expect((await service.session(user)).dailyStats).toMatchObject({ totalWorkMinutes: 120 });
    expect((await service.session(user, date)).dailyStats).toMatchObject({ totalWorkMinutes: 60 });
  });

  it('lets yesterday be corrected, and refuses what would overlap with its neighbours in the details [C3]', async () => {
    await service.tellClock(user, 'session/clock-in');
    service.clock.pass(HOUR);
    const out = await service.tellClock(user, 'session/clock-out');
    const date = dayAt(service.clock.now(), midnight).localDate;
    const [came, left] = out.entries;
    service.clock.pass(24 * HOUR);
    await service.tellClock(user, 'session/correct-entry', { id: left!.id, timestamp: left!.timestamp + 30 * MINUTE });
    expect((await service.session(user, date)).dailyStats).toMatchObject({ totalWorkMinutes: 90 });
    const tooEarly = { id: left!.id, timestamp: came!.timestamp - MINUTE };
    await expect(service.tellClock(user, 'session/correct-entry', tooEarly)).rejects.toMatchObject({
      code: 'session/entries-overlap',
      details: { entry: expect.anything() as object, currentStatus: 'OUT' },
    });
    await expect(service.tellClock(user, 'session/remove-entry', { id: 'nothing' })).rejects.toMatchObject({
      code: 'entry/not-found',
    });
  });

  it('merges what a device adds that had missed something, and takes away nothing [C2]', async () => {
    const before = await service.tellClock(user, 'session/clock-in');
    service.clock.pass(HOUR);
    await service.tellClock(user, 'session/clock-out');
    const later = service.clock.now() + 10 * MINUTE;
    service.clock.pass(30 * MINUTE);
    const sent = [...before.entries, { id: 'second', timestamp: later, type: 'IN', time: '' }].map(
      ({ id, timestamp, type }) => ({ id, timestamp, type }),
    );
    const merged = await service.tellClock(user, 'session/save', { entries: sent, baseRevision: before.revision });
    expect(typesIn(merged)).toEqual(['IN', 'OUT', 'IN']);
    expect(merged.entries.at(-1)).toMatchObject({ id: 'second', timestamp: later });
  });

  it('begins the day anew, and keeps what happened in the events [C2]', async () => {
    await service.tellClock(user, 'session/clock-in');
    service.clock.pass(HOUR);
    expect(await service.tellClock(user, 'session/clear')).toMatchObject({ currentStatus: 'OUT', entries: [] });
    const sql = `SELECT count(*)::int AS events FROM events WHERE stream_id = $1`;
    const { rows } = await service.database.query<{ events: number }>(sql, [clockStreamOf(user)]);
    expect(rows[0]?.events).toBe(2);
  });

  it('asks for a clock-out that was forgotten, and invents none [C3]', async () => {
    const { sessionStartTime } = await service.tellClock(user, 'session/clock-in');
    await service.tellClock(user, 'session/threshold', { thresholdHours: 4 });
    service.clock.pass(5 * HOUR);
    expect(await service.session(user)).toMatchObject({
      currentStatus: 'IN',
      forgottenClockOut: { since: sessionStartTime, thresholdHours: 4 },
    });
  });

  it('brings its theme to every device [C6]', async () => {
    const wish = { commandId: 'the-theme', currentTheme: 'light' };
    expect(await service.tellClock(user, 'session/save', wish)).toMatchObject({ currentTheme: 'light' });
    expect((await service.day(user)).configuration).toMatchObject({ theme: 'light' });
    await service.tellDay(user, 'configuration/set', { theme: 'dark' });
    await service.tellClock(user, 'session/save', wish);
    expect((await service.day(user)).configuration).toMatchObject({ theme: 'dark' });
  });

  it('tells every device what it missed, and the day that somebody came to work [T8] [D4]', async () => {
    const { revision } = await service.tellClock(user, 'session/clock-in');
    const { missed, revisions } = await service.heartbeat(user, { clock: revision - 1 });
    expect(missed.clock).toMatchObject({ currentStatus: 'IN', revision });
    expect(revisions.clock).toBe(revision);
    await until('the day has begun', async () => (await service.day(user)).sessionCount.revision > 0);
  });

  it('takes offline work up to a day old, and nothing that is still to come', async () => {
    const at = toIso(service.clock.now() - 2 * HOUR);
    const view = await service.tellClock(user, 'session/clock-in', { at });
    expect(view.sessionStartTime).toBe(at);
    const ahead = toIso(service.clock.now() + HOUR);
    await expect(service.tellClock(user, 'session/clock-out', { at: ahead })).rejects.toMatchObject({
      code: 'clock/at-out-of-range',
    });
  });
});
