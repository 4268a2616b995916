import { Rejection, type Instant } from '@tidemark/domain';
import { LRUCache } from 'lru-cache';
import { TokenBucket, type Pace } from './token-bucket';

const BUCKETS_MAX = 100_000;

/** One bucket for each key: a user, an address. The least used are forgotten first, which is in their favour. */
export class Limiter {
  private readonly buckets = new LRUCache<string, TokenBucket>({ max: BUCKETS_MAX });

  constructor(
    private readonly pace: Pace,
    private readonly now: () => Instant = Date.now,
  ) {}

  /** Lets one pass or refuses with the time to wait. */
  admit(key: string): void {
    const now = this.now();
    let bucket = this.buckets.get(key);
    if (!bucket) this.buckets.set(key, (bucket = new TokenBucket(this.pace, now)));
    demand(bucket.take(now));
  }
}

/** Turns a wait into the refusal that every surface knows. */
function demand(retryInMs: number): void {
  if (retryInMs > 0) throw new Rejection('request/too-many', 'Too many requests; wait a moment.', { retryInMs });
}
