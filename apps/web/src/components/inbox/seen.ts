import type { Instant, TimerView } from '@tidemark/domain';

const KEY = 'tidemark.seen';

/** When somebody last had a page of Tidemark before them, and what the timer did. */
export interface Seen {
  readonly userId: string;
  readonly at: Instant;
  readonly timer: Pick<TimerView, 'status' | 'sessionId'> | null;
}

/** All tabs of the browser keep one. */
export function lastSeen(userId: string): Seen | null {
  try {
    const seen = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Seen | null;
    return seen?.userId === userId ? seen : null;
  } catch {
    return null;
  }
}

/** A browser that keeps nothing cannot tell how long somebody was away, and does not. */
export function noteSeen(seen: Seen): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(seen));
  } catch {
    return;
  }
}

export function forgetSeen(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    return;
  }
}
