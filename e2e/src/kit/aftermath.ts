import { jsonIn, tidemark } from './command-line';
import { allEvents } from './event-store';
import { eventually } from './eventually';
import { breaches } from './invariants';
import type { Scene } from './under-load';

const SERVED = 100;
const HEARD_WITHIN_MS = 20_000;
const PROVEN_WITHIN_MS = 30_000;

/**
 * What must be true after any fault: the crowd is served again, nothing is lost or doubled in the store, every device
 * shows what stands there, nothing came early, the product's own proof comes to the same, and whoever listens durably
 * has heard everything once and in order.
 */
export async function allIsWell({ story: { database, stack }, crowd, listener }: Scene): Promise<void> {
  await crowd.served(SERVED);
  await crowd.rest();
  await eventually(async () => expect(await breaches(database, crowd.journal)).toEqual([]));
  await crowd.converged();
  expect(crowd.early).toEqual([]);
  expect(crowd.journal.repetitions).toBeGreaterThan(0);
  await eventually(async () => {
    const verified = jsonIn<{ breaches: unknown }>(await tidemark(stack.environment, 'verify', '--json'));
    expect(verified.breaches).toEqual([]);
  }, PROVEN_WITHIN_MS);
  if (!listener) return;
  await eventually(
    async () => expect(listener.misses(await allEvents(database, 'timer'))).toEqual([]),
    HEARD_WITHIN_MS,
  );
  expect(listener.disorder).toEqual([]);
}
