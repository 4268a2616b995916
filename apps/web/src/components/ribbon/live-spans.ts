import { fromIso, SECOND, type Instant, type Span } from '@tidemark/domain';
import type { LiveTimer } from './told-day';

/** Durations are told in whole seconds, so that a shorter gap says nothing. */
const NOTICED_MS = 2 * SECOND;

/**
 * The session under way since it was last told of, so that a day moves on without asking anybody. How long it has run
 * in all is known from what is left of it; the rest of the time since then it was paused.
 */
export function liveSpans(timer: LiveTimer | null, told: readonly Span[], now: Instant): readonly Span[] {
  if (timer === null || timer.startedAt === null || timer.sessionId === null) return [];
  const own = told.filter(({ sessionId }) => sessionId === timer.sessionId);
  const fromAt = Math.max(fromIso(timer.startedAt), ...own.map(({ endsAt }) => endsAt ?? 0));
  if (fromAt >= now) return [];
  const ranMs = own.reduce(
    (sum, { kind, startsAt, endsAt }) => sum + (kind === 'paused' ? 0 : (endsAt ?? now) - startsAt),
    0,
  );
  const newMs = within(Math.round(elapsedMs(timer, now) - ranMs), now - fromAt);
  const runs = { kind: timer.sessionType === 'work' ? 'work' : 'break', sessionId: timer.sessionId } as const;
  const pauses = { kind: 'paused', sessionId: timer.sessionId } as const;
  const [first, second] = timer.status === 'paused' ? [runs, pauses] : [pauses, runs];
  const cutAt = timer.status === 'paused' ? fromAt + newMs : now - newMs;
  return [spanOf(first, fromAt, cutAt), spanOf(second, cutAt, now)].filter(({ startsAt, endsAt }) => startsAt < endsAt);
}

function elapsedMs({ durationSeconds, remainingSeconds, endsAt }: LiveTimer, now: Instant): number {
  return durationSeconds * SECOND - (endsAt === null ? remainingSeconds * SECOND : fromIso(endsAt) - now);
}

/** Never less than nothing nor more than there was; what rounding makes of either is neither a run nor a pause. */
function within(ms: number, maxMs: number): number {
  if (ms > maxMs - NOTICED_MS) return maxMs;
  return ms < NOTICED_MS ? 0 : ms;
}

function spanOf({ kind, sessionId }: Pick<Span, 'kind' | 'sessionId'>, startsAt: Instant, endsAt: Instant) {
  return { kind, sessionId, startsAt, endsAt, isOver: true, unattended: false };
}
