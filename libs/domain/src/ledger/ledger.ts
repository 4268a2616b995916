import { SECOND, type Instant } from '../decider';
import type { DayFrame } from '../calendar/day-rule';
import type { Span, SpanKind } from './timesheet';

/** A piece of a day; the pieces of a day follow one another without a gap. */
export interface Interval {
  readonly kind: SpanKind | 'untracked';
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly sessionId: string | null;
  readonly unattended: boolean;
}

/** What a day came to. Exclusive: together they are exactly as long as the day. */
export interface Buckets {
  readonly workMs: number;
  readonly breakMs: number;
  readonly pausedMs: number;
  readonly clockedMs: number;
  readonly untrackedMs: number;
}

/** The same in whole seconds; together as many as the day has. */
export interface BucketSeconds {
  readonly work: number;
  readonly break: number;
  readonly paused: number;
  readonly clocked: number;
  readonly untracked: number;
  readonly length: number;
}

type Bounded = Span & { readonly endsAt: Instant };

/**
 * A day piece by piece, from its first instant to its last. Spans that go on count up to `until`. Where the work clock
 * ran beside a timer, the time is the timer's.
 */
export function intervalsOf(frame: DayFrame, spans: Iterable<Span>, until: Instant): readonly Interval[] {
  const { startsAt, endsAt } = frame;
  const within = [...spans]
    .map((span) => bounded(span, until))
    .filter((span) => span.startsAt < span.endsAt && span.startsAt < endsAt && span.endsAt > startsAt)
    .sort((one, two) => Number(one.kind === 'clocked') - Number(two.kind === 'clocked'));
  const cuts = within.flatMap((span) => [span.startsAt, span.endsAt]).filter((at) => startsAt < at && at < endsAt);
  const edges = [startsAt, ...cuts, endsAt].sort((one, two) => one - two);
  const intervals: Interval[] = [];
  for (const [index, end] of edges.slice(1).entries()) {
    const start = edges[index] ?? end;
    if (start === end) continue;
    const span = within.find((candidate) => candidate.startsAt <= start && start < candidate.endsAt);
    append(intervals, pieceOf(span, start, end));
  }
  return intervals;
}

/** How much of a day each kind of time took. */
export function bucketsOf(intervals: readonly Interval[]): Buckets {
  const sum = (kind: Interval['kind']) =>
    intervals.reduce((total, piece) => (piece.kind === kind ? total + piece.endsAt - piece.startsAt : total), 0);
  return {
    workMs: sum('work'),
    breakMs: sum('break'),
    pausedMs: sum('paused'),
    clockedMs: sum('clocked'),
    untrackedMs: sum('untracked'),
  };
}

/**
 * Whole seconds to show. The seconds that are missing after all were cut go to those that lost the most, so that the sum
 * stays the day, and both parts of a session that a midnight cuts stay the session.
 */
export function secondsOf({ workMs, breakMs, pausedMs, clockedMs, untrackedMs }: Buckets): BucketSeconds {
  const spent = { work: workMs, break: breakMs, paused: pausedMs, clocked: clockedMs, untracked: untrackedMs };
  const kinds = Object.keys(spent) as (keyof typeof spent)[];
  const length = Math.round(kinds.reduce((sum, kind) => sum + spent[kind], 0) / SECOND);
  const shown = { ...spent };
  for (const kind of kinds) shown[kind] = Math.floor(spent[kind] / SECOND);
  const missing = length - kinds.reduce((sum, kind) => sum + shown[kind], 0);
  const losers = kinds.toSorted((one, two) => (spent[two] % SECOND) - (spent[one] % SECOND));
  for (const kind of losers.slice(0, missing)) shown[kind] += 1;
  return { ...shown, length };
}

function bounded(span: Span, until: Instant): Bounded {
  const endsAt = span.endsAt ?? Number.POSITIVE_INFINITY;
  return { ...span, endsAt: span.isOver ? endsAt : Math.min(endsAt, until) };
}

function pieceOf(span: Bounded | undefined, startsAt: Instant, endsAt: Instant): Interval {
  if (!span) return { kind: 'untracked', startsAt, endsAt, sessionId: null, unattended: false };
  return { kind: span.kind, startsAt, endsAt, sessionId: span.sessionId, unattended: span.unattended };
}

/** Pieces that only a cut between two spans has parted are one. */
function append(intervals: Interval[], piece: Interval): void {
  const last = intervals.at(-1);
  const isSame =
    last?.kind === piece.kind && last.sessionId === piece.sessionId && last.unattended === piece.unattended;
  if (last && isSame) intervals[intervals.length - 1] = { ...last, endsAt: piece.endsAt };
  else intervals.push(piece);
}
