import { HOUR, type Instant } from '@tidemark/domain';
import type { DeviceClock } from '../link/device-clock';

interface Waiting {
  readonly dueAt: number;
  readonly work: () => void;
}

/** So many turns of the microtask queue let every promise go on that waits for nothing but other promises. */
const SETTLING_TURNS = 60;

/** A clock that stands until a test moves it. Nothing that is tested with it waits for real. */
export class TestClock implements DeviceClock {
  private steadyMs = 5_000;
  private waiting: Waiting[] = [];

  /** The device shows a time that is wrong by so much. */
  constructor(
    private wallAheadMs = Date.parse('2026-11-21T09:00:00.000Z') - 5_000,
    readonly wrongByMs = -3 * HOUR,
  ) {}

  steady(): number {
    return this.steadyMs;
  }

  wall(): Instant {
    return this.trueTime() + this.wrongByMs;
  }

  /** What a server would say. */
  trueTime(): Instant {
    return this.steadyMs + this.wallAheadMs;
  }

  after(delayMs: number, work: () => void): () => void {
    const waiting = { dueAt: this.steadyMs + Math.max(0, delayMs), work };
    this.waiting.push(waiting);
    return () => (this.waiting = this.waiting.filter((other) => other !== waiting));
  }

  /** Moves on, and lets everything happen that is due on the way, in order. */
  async pass(durationMs: number): Promise<void> {
    const until = this.steadyMs + durationMs;
    await settle();
    for (let next = this.nextUntil(until); next; next = this.nextUntil(until)) {
      this.steadyMs = Math.max(this.steadyMs, next.dueAt);
      this.waiting = this.waiting.filter((waiting) => waiting !== next);
      next.work();
      await settle();
    }
    this.steadyMs = until;
    await settle();
  }

  /** The device sleeps: only what it shows goes on. */
  sleep(durationMs: number): void {
    this.wallAheadMs += durationMs;
  }

  private nextUntil(until: number): Waiting | undefined {
    return this.waiting
      .filter(({ dueAt }) => dueAt <= until)
      .sort((left, right) => left.dueAt - right.dueAt)
      .at(0);
  }
}

/** Lets everything go on that waits for nothing outside. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < SETTLING_TURNS; turn += 1) await Promise.resolve();
}
