/** Held up for longer than this, a process serves nobody well. */
export const LOOP_BLOCKED_MAX_MS = 2_000;
const LOOK_EVERY_MS = 500;

/** Knows whether the event loop was held up lately. */
export class LoopWatch {
  private lookedAt = performance.now();
  private lastLateMs = 0;
  private readonly timer = setInterval(() => this.look(), LOOK_EVERY_MS).unref();

  /** Throws while the last turn took too long; the next timely one forgives it. */
  check(): void {
    const lateMs = Math.max(this.lastLateMs, performance.now() - this.lookedAt - LOOK_EVERY_MS);
    if (lateMs > LOOP_BLOCKED_MAX_MS) throw new Error(`blocked for ${Math.round(lateMs)} ms`);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const now = performance.now();
    this.lastLateMs = now - this.lookedAt - LOOK_EVERY_MS;
    this.lookedAt = now;
  }
}
