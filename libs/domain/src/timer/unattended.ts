import { SECOND, type Instant } from '../decider';
import type { TimerEvent, Timer, Unattended } from './timer-words';

/** Without a sign of life for this long, nobody is there [T5, T12]. */
export const PRESENT_WITHIN_MS = 90 * SECOND;
/** So many unattended spans stay at hand for trimming; older ones are history. */
export const UNATTENDED_KEPT_MAX = 20;

type Running = Extract<Timer, { status: 'running' }>;

/** The stretch of a running session in which no device was present, up to this instant [T12]. */
export function silence(timer: Running, lastSeenAt: Instant, until: Instant): readonly TimerEvent[] {
  const { sessionId } = timer.session;
  const notedUntil = timer.unattended.findLast((span) => span.sessionId === sessionId)?.toAt ?? 0;
  const fromAt = Math.max(lastSeenAt, timer.lastCommandAt, timer.changedAt, notedUntil);
  if (until - fromAt <= PRESENT_WITHIN_MS) return [];
  return [{ type: 'UnattendedNoted', data: { sessionId, fromAt, toAt: until } }];
}

/** Whether a span lies wholly within another of the same session. */
export function contains(outer: Unattended, inner: Unattended): boolean {
  return outer.sessionId === inner.sessionId && outer.fromAt <= inner.fromAt && inner.toAt <= outer.toAt;
}

/** The spans without what lies behind an end that was told late. */
export function spansUntil(spans: readonly Unattended[], sessionId: string, endAt: Instant): readonly Unattended[] {
  return spans.flatMap((span) => without(span, { sessionId, fromAt: endAt, toAt: Number.POSITIVE_INFINITY }));
}

/** What a cut leaves of a span: nothing, one piece or two. */
export function without(span: Unattended, cut: Unattended): readonly Unattended[] {
  if (span.sessionId !== cut.sessionId || cut.toAt <= span.fromAt || span.toAt <= cut.fromAt) return [span];
  const before = { ...span, toAt: cut.fromAt };
  const after = { ...span, fromAt: cut.toAt };
  return [before, after].filter(({ fromAt, toAt }) => fromAt < toAt);
}
