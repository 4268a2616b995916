import { randomUUID } from 'node:crypto';
import { dayAt, HOUR, MINUTE, toIso } from '@tidemark/domain';
import { ServiceUnderTest, START_MAX_MS } from '../testing/service-under-test';
import { LookingBack } from './looking-back.query';

describe('looking back', () => {
  let service: ServiceUnderTest;
  beforeAll(async () => {
    service = await ServiceUnderTest.start();
  }, START_MAX_MS);
  afterAll(() => service.close());

  it('shows timer and day as they stood at any moment [X1]', async () => {
    const user = randomUUID();
    const moments: Record<string, string> = {};
    const note = (name: string) => {
      moments[name] = toIso(service.clock.now());
      service.clock.pass(MINUTE);
    };
    note('before');
    await service.tell(user, 'start', { durationSeconds: 600 });
    note('running');
    await service.tell(user, 'pause');
    note('paused');
    await service.tellDay(user, 'session-count/set', { count: 5 });
    note('counted');
    service.clock.pass(24 * HOUR);
    note('a day later');
    service.clock.pass(72 * HOUR);
    await service.day(user);

    const past = service.app.get(LookingBack);
    const stood = async (name: string) => past.at(user, moments[name]!);
    expect(await stood('before')).toMatchObject({
      timer: { status: 'idle', version: 0 },
      day: { sessionCount: { count: 0 } },
    });
    expect(await stood('running')).toMatchObject({ timer: { status: 'running', remainingSeconds: 600 } });
    expect(await stood('paused')).toMatchObject({ timer: { status: 'paused', remainingSeconds: 540 } });
    expect(await stood('counted')).toMatchObject({ day: { sessionCount: { count: 5, manualSessionOverride: 5 } } });
    const later = await stood('a day later');
    expect(later.day.sessionCount).toMatchObject({ count: 0, localDate: moments['a day later']!.slice(0, 10) });
  });

  it('shows the work clock as it stood, before it was corrected too [X1] [C3]', async () => {
    const user = randomUUID();
    const past = service.app.get(LookingBack);
    // In the morning, so that all of it is on one day.
    const { endsAt } = dayAt(service.clock.now(), { timezone: 'UTC', dailyResetTime: 'midnight' });
    service.clock.pass(endsAt + 9 * HOUR - service.clock.now());
    const before = service.clock.now();
    service.clock.pass(MINUTE);
    await service.tellClock(user, 'session/clock-in');
    service.clock.pass(20 * MINUTE);
    const working = service.clock.now();
    service.clock.pass(10 * MINUTE);
    const { entries } = await service.tellClock(user, 'session/clock-out');
    service.clock.pass(MINUTE);
    const left = service.clock.now();
    service.clock.pass(MINUTE);
    const correction = { id: entries.at(-1)!.id, timestamp: entries.at(-1)!.timestamp - 5 * MINUTE };
    await service.tellClock(user, 'session/correct-entry', correction);

    const stood = async (at: number) => (await past.at(user, toIso(at))).clock;
    expect(await stood(before)).toMatchObject({ currentStatus: 'OUT', entries: [], version: 0 });
    expect(await stood(working)).toMatchObject({
      currentStatus: 'IN',
      dailyStats: { totalWorkMinutes: 20 },
      version: 1,
    });
    expect(await stood(left)).toMatchObject({ currentStatus: 'OUT', dailyStats: { totalWorkMinutes: 30 }, version: 2 });
    expect(await stood(service.clock.now())).toMatchObject({ dailyStats: { totalWorkMinutes: 25 }, version: 3 });
  });

  it('does not show what is still to come', async () => {
    const ahead = toIso(service.clock.now() + HOUR);
    await expect(service.app.get(LookingBack).at(randomUUID(), ahead)).rejects.toMatchObject({
      mistakes: [{ path: 'at', rule: 'past' }],
    });
  });
});
