import type { Instant, TimerView } from '@tidemark/domain';
import { Note } from '../../offline/note';

/** When somebody last had a page of Tidemark before them, and what the timer did. */
export interface Seen {
  readonly userId: string;
  readonly at: Instant;
  readonly timer: Pick<TimerView, 'status' | 'sessionId'> | null;
}

const note = new Note<Seen>('tidemark.seen');

/** All tabs of the browser keep one. */
export function lastSeen(userId: string): Seen | null {
  return note.read((seen) => seen.userId === userId);
}

/** A browser that keeps nothing cannot tell how long somebody was away, and does not. */
export function noteSeen(seen: Seen): void {
  note.write(seen);
}

export function forgetSeen(): void {
  note.erase();
}
