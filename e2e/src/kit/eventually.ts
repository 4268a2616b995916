import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;
const USUAL_DEADLINE_MS = 10_000;

/** Looks again and again until the claims hold; after the deadline the last failed claim is the story's failure. */
export async function eventually<Value>(
  look: () => Value | Promise<Value>,
  deadlineMs = USUAL_DEADLINE_MS,
): Promise<Value> {
  const endsAt = performance.now() + deadlineMs;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (performance.now() > endsAt) throw error;
      await pause(LOOK_EVERY_MS);
    }
  }
}
