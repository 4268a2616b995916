import type { Instant } from '@tidemark/domain';

/** What a device knows of time by itself. */
export interface DeviceClock {
  /** Milliseconds since whenever; they never go back. They may stand still while the device sleeps. */
  steady(): number;
  /** What the device shows, be it hours wrong. */
  wall(): Instant;
  /** Does something later, unless the function that is returned is called before. */
  after(delayMs: number, work: () => void): () => void;
}

/** The clock of this browser. */
export const browserClock: DeviceClock = {
  steady: () => performance.now(),
  wall: () => Date.now(),
  after: (delayMs, work) => {
    const timeout = setTimeout(work, delayMs);
    return () => clearTimeout(timeout);
  },
};
