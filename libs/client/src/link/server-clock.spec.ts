import { HOUR, SECOND } from '@tidemark/domain';
import fc from 'fast-check';
import { TestClock } from '../testing/test-clock';
import { ServerClock } from './server-clock';

/** A question whose way there and back took so long. */
function sample(device: TestClock, thereMs: number, backMs: number) {
  const askedAt = device.steady() - thereMs - backMs;
  return { askedAt, answeredAt: device.steady(), serverAt: device.trueTime() - backMs };
}

describe('the server clock', () => {
  it('trusts the device until it was told better', () => {
    const device = new TestClock();
    const clock = new ServerClock(device);
    expect(clock.now()).toBe(device.wall());
    expect(clock.isMeasured).toBe(false);
  });

  it('is right to 50 ms on a device whose clock is hours wrong [S5]', () => {
    const ways = fc.tuple(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 5_000 }));
    const quick = fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }));
    fc.assert(
      fc.property(fc.array(ways, { maxLength: 7 }), quick, fc.integer({ max: 24 * HOUR }), (slow, best, wrongByMs) => {
        const device = new TestClock(undefined, wrongByMs);
        const clock = new ServerClock(device);
        for (const [thereMs, backMs] of [...slow, best]) clock.learn(sample(device, thereMs, backMs));
        expect(Math.abs(clock.now() - device.trueTime())).toBeLessThanOrEqual(50);
      }),
    );
  });

  it('never runs back by a small correction', async () => {
    const device = new TestClock();
    const clock = new ServerClock(device);
    clock.learn(sample(device, 0, 800));
    const told = clock.now();
    clock.learn(sample(device, 10, 10));
    clock.learn(sample(device, 300, 0));
    expect(clock.now()).toBeGreaterThanOrEqual(told);
    await device.pass(2 * SECOND);
    expect(clock.now()).toBe(device.trueTime());
  });

  it('knows how long the device slept, and asks to be measured anew', () => {
    const device = new TestClock();
    let jumps = 0;
    const clock = new ServerClock(device, () => (jumps += 1));
    clock.learn(sample(device, 0, 0));
    device.sleep(7 * HOUR);
    expect(clock.now()).toBe(device.trueTime());
    expect(clock.now()).toBe(device.trueTime());
    expect(jumps).toBe(1);
  });

  it('takes what another tab has measured, until it measures itself', () => {
    const device = new TestClock();
    const [measured, told] = [new ServerClock(device), new ServerClock(device)];
    measured.learn(sample(device, 0, 0));
    told.adopt(measured.aheadOfWallMs);
    expect(told.now()).toBe(device.trueTime());
    told.learn(sample(device, 5, 5));
    told.adopt(0);
    expect(told.now()).toBe(device.trueTime());
  });

  it('ignores an answer that came before its question, and one without a time', () => {
    const clock = new ServerClock(new TestClock());
    clock.learn({ askedAt: 2, answeredAt: 1, serverAt: 3 });
    clock.learn({ askedAt: 1, answeredAt: 2, serverAt: Number.NaN });
    expect(clock.isMeasured).toBe(false);
  });
});
