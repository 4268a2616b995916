import { SECOND, type Instant } from '@tidemark/domain';

/** How often something may happen: `perSecond` in the long run, `burst` at once. */
export interface Pace {
  readonly perSecond: number;
  readonly burst: number;
}

/** Fills with time up to its brim; every taker takes one. */
export class TokenBucket {
  private level: number;

  constructor(
    private readonly pace: Pace,
    private filledAt: Instant,
  ) {
    this.level = pace.burst;
  }

  /** Milliseconds to wait until it would be granted; 0 where it was. */
  take(now: Instant): number {
    const { perSecond, burst } = this.pace;
    const gained = (Math.max(0, now - this.filledAt) * perSecond) / SECOND;
    this.level = Math.min(burst, this.level + gained);
    this.filledAt = now;
    if (this.level < 1) return Math.ceil(((1 - this.level) * SECOND) / perSecond);
    this.level -= 1;
    return 0;
  }
}
