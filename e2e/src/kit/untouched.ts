import { eventCount } from './event-store';
import { ask } from './http';
import type { StoryStack } from './story-stack';

/** What must not have changed after any amount of nonsense. */
export interface Untouched {
  readonly events: number;
  readonly pids: readonly (number | undefined)[];
  readonly readiness: readonly number[];
}

/** How many events there are, which processes run, and whether all of them are ready. */
export async function untouched({ stack, database }: StoryStack): Promise<Untouched> {
  const readiness = stack.services.map(async ({ healthUrl }) => (await ask('GET', `${healthUrl}/health/ready`)).status);
  return {
    events: await eventCount(database),
    pids: stack.services.map(({ process }) => process.pid),
    readiness: await Promise.all(readiness),
  };
}
