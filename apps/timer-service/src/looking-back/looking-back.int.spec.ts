import { randomUUID } from 'node:crypto';
import { HOUR, MINUTE, toIso } from '@tidemark/domain';
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

  it('does not show what is still to come', async () => {
    const ahead = toIso(service.clock.now() + HOUR);
    await expect(service.app.get(LookingBack).at(randomUUID(), ahead)).rejects.toMatchObject({
      mistakes: [{ path: 'at', rule: 'past' }],
    });
  });
});
