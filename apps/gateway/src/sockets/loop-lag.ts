const LOOK_EVERY_MS = 100;
/** Each look forgets so much of a worse one before it, so that one hiccup does not shut the door for long. */
const KEPT_SHARE = 0.5;

/** How late the event loop runs at present. */
export class LoopLag {
  private dueAt = performance.now() + LOOK_EVERY_MS;
  private recentMs = 0;
  private readonly timer = setInterval(() => this.look(), LOOK_EVERY_MS).unref();

  get ms(): number {
    return this.recentMs;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const now = performance.now();
    this.recentMs = Math.max(now - this.dueAt, this.recentMs * KEPT_SHARE);
    this.dueAt = now + LOOK_EVERY_MS;
  }
}
