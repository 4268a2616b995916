import { setTimeout as pause } from 'node:timers/promises';
import { SECOND } from '@tidemark/domain';

/** Steps are so small that there are this many in a second. */
const STEPS_A_SECOND = 20;

/** Keeps work at so many events a second, over all of it. */
export class Pace {
  private readonly startedAt = performance.now();
  private done = 0;

  constructor(
    private readonly eventsPerSecond: number,
    private readonly stopping: AbortSignal,
  ) {}

  /** How many events the next step may have. */
  stepOf(most: number): number {
    return Math.max(1, Math.min(most, Math.ceil(this.eventsPerSecond / STEPS_A_SECOND)));
  }

  /** Waits until so much may be done, after so many events more. */
  async after(events: number): Promise<void> {
    this.done += events;
    const dueAt = this.startedAt + (this.done / this.eventsPerSecond) * SECOND;
    const waitMs = dueAt - performance.now();
    if (waitMs > 0) await pause(waitMs, undefined, { signal: this.stopping }).catch(() => undefined);
  }
}
