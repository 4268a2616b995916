import { SECOND } from '@tidemark/domain';
import { settle, TestClock } from '../testing/test-clock';
import { leaseLocks, type Notes } from './lease-locks';

const LEASE_MS = 5 * SECOND;

function notes(): Notes {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

describe('locks for browsers without Web Locks', () => {
  const never = () => new Promise<never>(() => undefined);

  it('are held by one at a time, and go to the next when they are let go', async () => {
    const [time, shared] = [new TestClock(), notes()];
    const told: string[] = [];
    let letGo: () => void = () => undefined;
    const first = leaseLocks(shared, time, 'a').hold('x', () => {
      told.push('a');
      return new Promise<void>((resolve) => (letGo = resolve));
    });
    await time.pass(SECOND);
    void leaseLocks(shared, time, 'b').hold('x', async () => told.push('b'));
    await time.pass(30 * SECOND);
    expect(told).toEqual(['a']);
    letGo();
    await first;
    await time.pass(2 * SECOND);
    expect(told).toEqual(['a', 'b']);
  });

  it('of a tab that is gone run out', async () => {
    const shared = notes();
    const [gone, time] = [new TestClock(), new TestClock()];
    void leaseLocks(shared, gone, 'a').hold('x', never);
    await Promise.all([gone.pass(SECOND), time.pass(SECOND)]);
    let isHeld = false;
    void leaseLocks(shared, time, 'b').hold('x', async () => (isHeld = true));
    await time.pass(SECOND);
    expect(isHeld).toBe(false);
    await time.pass(LEASE_MS);
    expect(isHeld).toBe(true);
  });

  it('can be stolen, which whoever held them is told', async () => {
    const [time, shared] = [new TestClock(), notes()];
    const robbed = leaseLocks(shared, time, 'a').hold('x', never);
    const told = robbed.catch((why: Error) => why.message);
    await time.pass(SECOND);
    let isHeld = false;
    void leaseLocks(shared, time, 'b').hold('x', async () => (isHeld = await never()), true);
    await time.pass(2 * SECOND);
    expect(await told).toContain('Another tab');
    expect(isHeld).toBe(false);
    await settle();
  });
});
