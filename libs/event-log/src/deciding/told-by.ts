import type { Instant, Told } from '@tidemark/domain';
import type { Order } from './stream-type';

/**
 * When a command was told, by what is recorded of it: the same for its first answer as for every repetition. What is
 * claimed to happen later than it was heard is moved to when it was heard, so only what was moved or claimed nothing
 * was told at once.
 */
export function toldBy({ at: claimedAt }: Order, firstAt: Instant | undefined, recordedAt: Instant): Told {
  const at = firstAt ?? Math.min(claimedAt ?? recordedAt, recordedAt);
  const wasLate = claimedAt !== undefined && claimedAt <= at;
  return { at, receivedAt: wasLate ? Math.max(recordedAt, at) : at };
}
