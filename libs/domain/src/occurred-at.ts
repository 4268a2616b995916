import { HOUR, SECOND, type Instant } from './decider';
import { Rejection } from './rejection';

/** How far back a device may date what it did offline. */
export const LATE_MAX_MS = 24 * HOUR;

/** Clocks that were measured over a network disagree by a little; inside this, a claim is moved and not refused. */
export const CLOCK_TOLERANCE_MS = 2 * SECOND;

/** When a device says that something happened, and what is known about that. */
export interface Claim {
  readonly category: string;
  /** What the device says; nothing means now. */
  readonly at: Instant | undefined;
  /** The stream's last event, or what the decider allows instead. */
  readonly notBefore: Instant | null;
  readonly now: Instant;
  /** Said by ourselves about something that is recorded, which may be of any age. */
  readonly isCertain?: boolean;
}

/** When a command happened: the device's claim, kept between the stream's last event and now. */
export function occurredAt({ category, at, notBefore, now, isCertain = false }: Claim): Instant {
  const earliest = notBefore ?? Number.NEGATIVE_INFINITY;
  if (at === undefined) return Math.max(now, earliest);
  // What is recorded has happened, even if another clock says that it is still to come.
  if (isCertain) return Math.max(at, earliest);
  const inRange = at <= now + CLOCK_TOLERANCE_MS && at >= now - LATE_MAX_MS && at >= earliest - CLOCK_TOLERANCE_MS;
  if (!inRange) throw new Rejection(`${category}/at-out-of-range`);
  return Math.max(Math.min(at, now), earliest);
}
