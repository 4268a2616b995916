import {
  bucketsOf,
  clockSpansOf,
  fromIso,
  intervalsOf,
  type Buckets,
  type DayFrame,
  type EntryView,
  type Instant,
  type Interval,
  type Span,
} from '@tidemark/domain';
import { liveSpans } from './live-spans';
import { pinsOf, type Pin } from './pins';
import { spansOf, type LiveTimer, type ToldDay } from './told-day';

export type Lane = 'focus' | 'clock' | 'workouts';

/** A part of the picture of a day. */
export interface Piece {
  readonly lane: Lane;
  readonly kind: Interval['kind'] | 'workout';
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly unattended: boolean;
}

/** Everything that a ribbon shows of a day at one instant. */
export interface ShownDay {
  readonly frame: DayFrame;
  readonly timezone: string;
  readonly now: Instant;
  /** In order of time, and of lanes where they begin together. */
  readonly pieces: readonly Piece[];
  readonly pins: readonly Pin[];
  /** The rest of the session that runs. */
  readonly ahead: { readonly kind: 'work' | 'break'; readonly endsAt: Instant } | null;
  /** Exclusive, and up to now. */
  readonly buckets: Buckets;
}

export interface DayKnown {
  readonly frame: DayFrame;
  readonly timezone: string;
  /** Null before the server was asked, and for somebody who is not signed in. */
  readonly told: ToldDay | null;
  /** Null for a day of which only the sum is known. */
  readonly entries: readonly EntryView[] | null;
  /** Null for a day that is over. */
  readonly timer: LiveTimer | null;
  readonly workouts: readonly Instant[];
}

const lanes: readonly Lane[] = ['focus', 'clock', 'workouts'];

export function shownDay(known: DayKnown, now: Instant): ShownDay {
  const { frame, timezone, told, entries, timer, workouts } = known;
  const until = Math.min(Math.max(now, frame.startsAt), frame.endsAt);
  const past = { ...frame, endsAt: until };
  const spans = told ? spansOf(told, until) : [];
  const focus = spans.filter(({ kind }) => kind !== 'clocked');
  const clocked = entries ? clockSpansOf(entries.map(entryOf)) : spans.filter(({ kind }) => kind === 'clocked');
  const timed = [...focus, ...liveSpans(timer, focus, until)];
  const intervals = intervalsOf(past, [...timed, ...clocked], until);
  const pieces = [
    ...intervals.filter(({ kind }) => kind !== 'clocked').map(focusPiece),
    ...clockPieces(past, clocked),
    ...workouts.map((at): Piece => ({
      lane: 'workouts',
      kind: 'workout',
      startsAt: at,
      endsAt: at,
      unattended: false,
    })),
  ];
  return {
    frame,
    timezone,
    now,
    pieces: pieces.sort((one, two) => one.startsAt - two.startsAt || rank(one) - rank(two)),
    pins: told ? pinsOf(told) : [],
    ahead: aheadOf(timer, now),
    buckets: bucketsOf(intervals),
  };
}

function focusPiece({ kind, startsAt, endsAt, unattended }: Interval): Piece {
  return { lane: 'focus', kind, startsAt, endsAt, unattended };
}

function clockPieces({ startsAt, endsAt }: DayFrame, spans: readonly Span[]): readonly Piece[] {
  return spans.flatMap((span): readonly Piece[] => {
    const [from, to] = [Math.max(span.startsAt, startsAt), Math.min(span.endsAt ?? endsAt, endsAt)];
    return from < to ? [{ lane: 'clock', kind: 'clocked', startsAt: from, endsAt: to, unattended: false }] : [];
  });
}

function aheadOf(timer: LiveTimer | null, now: Instant): ShownDay['ahead'] {
  if (timer === null || timer.endsAt === null || fromIso(timer.endsAt) <= now) return null;
  return { kind: timer.sessionType === 'work' ? 'work' : 'break', endsAt: fromIso(timer.endsAt) };
}

function entryOf({ id, type, timestamp }: EntryView) {
  return { id, type, clockedAt: timestamp };
}

function rank({ lane }: Piece): number {
  return lanes.indexOf(lane);
}
