import { unreachable, type Instant } from '../decider';
import type { SessionType } from '../timer/settings';
import type { TimerEvent, Unattended } from '../timer/timer-words';
import { spansUntil, without } from '../timer/unattended';

/** What a stretch of time was spent on; `clocked` is time of the work clock in which no timer ran. */
export type SpanKind = 'work' | 'break' | 'paused' | 'clocked';

/** A stretch of time that was spent on one thing. */
export interface Span {
  readonly kind: SpanKind;
  readonly startsAt: Instant;
  /** Of a span that goes on: when it ends if nothing more happens; null where nobody knows. */
  readonly endsAt: Instant | null;
  readonly isOver: boolean;
  readonly sessionId: string | null;
  readonly unattended: boolean;
}

/** One session of the timer as time that was spent, folded from its events alone. */
export interface Timesheet {
  readonly sessionId: string;
  readonly sessionType: SessionType;
  readonly startedAt: Instant;
  readonly stretches: readonly Stretch[];
  readonly isOver: boolean;
  readonly completedAt: Instant | null;
  readonly unattended: readonly Unattended[];
  readonly trimmed: readonly Unattended[];
}

/** The session ran, or was paused, without a change. */
export interface Stretch {
  readonly isPaused: boolean;
  readonly startsAt: Instant;
  readonly endsAt: Instant | null;
}

/** Which session an event tells of; null for what concerns the timer alone. */
export function sessionOf({ data }: TimerEvent): string | null {
  return 'sessionId' in data ? data.sessionId : null;
}

/** The session after one more of its events. */
export function timesheetAfter(sheet: Timesheet | undefined, event: TimerEvent): Timesheet {
  if (event.type === 'SessionStarted') return opened(event.data);
  if (!sheet) throw new Error(`${event.type} tells of a session that was never started`);
  switch (event.type) {
    case 'SessionPaused': {
      const { pausedAt } = event.data;
      const cut = cutAt(sheet, pausedAt);
      return { ...cut, stretches: [...cut.stretches, { isPaused: true, startsAt: pausedAt, endsAt: null }] };
    }
    case 'SessionResumed': {
      const { resumedAt, endsAt } = event.data;
      const stretches = stretchesUntil(sheet.stretches, resumedAt);
      return { ...sheet, stretches: [...stretches, { isPaused: false, startsAt: resumedAt, endsAt }] };
    }
    case 'SessionExtended': {
      const last = sheet.stretches.at(-1);
      if (!last) return sheet;
      return { ...sheet, stretches: [...sheet.stretches.slice(0, -1), { ...last, endsAt: event.data.endsAt }] };
    }
    case 'SessionInterrupted':
      return { ...cutAt(sheet, event.data.interruptedAt), isOver: true };
    case 'SessionCompleted': {
      const { completedAt } = event.data;
      return { ...sheet, stretches: stretchesUntil(sheet.stretches, completedAt), isOver: true, completedAt };
    }
    case 'StopMovedEarlier':
      return cutAt(sheet, event.data.toAt);
    case 'UnattendedNoted':
      return { ...sheet, unattended: [...sheet.unattended, event.data] };
    case 'UnattendedTrimmed': {
      const { sessionId, fromAt, toAt } = event.data;
      const trimmed = { sessionId, fromAt, toAt };
      const unattended = sheet.unattended.flatMap((stretch) => without(stretch, trimmed));
      return { ...sheet, unattended, trimmed: [...sheet.trimmed, trimmed] };
    }
    case 'NextSessionDropped':
    case 'TaskSelected':
      return sheet;
    default:
      return unreachable(event);
  }
}

/** What the time of a session was spent on, in order; what was trimmed is nobody's time. */
export function spansOf(sheet: Timesheet): readonly Span[] {
  return sheet.stretches.flatMap((stretch, index) => {
    const isOver = sheet.isOver || index < sheet.stretches.length - 1;
    return spansWithin(sheet, stretch, isOver);
  });
}

/** A stretch of time; without an end where everything after its beginning is meant. */
export interface Reach {
  readonly fromAt: Instant;
  readonly toAt: Instant | null;
}

/** For which time an event changes what was spent on what, or whether a work session was completed in it. */
export function reachOf(event: TimerEvent): Reach | null {
  switch (event.type) {
    case 'SessionStarted':
      return { fromAt: event.data.startedAt, toAt: event.data.endsAt };
    case 'SessionPaused':
      return { fromAt: event.data.pausedAt, toAt: null };
    case 'SessionResumed':
      return { fromAt: event.data.resumedAt, toAt: null };
    case 'SessionExtended':
      return { fromAt: event.data.endsAt - event.data.addedMs, toAt: event.data.endsAt };
    case 'SessionInterrupted':
      return { fromAt: event.data.interruptedAt, toAt: null };
    case 'SessionCompleted': {
      // It ended where it was to end, so that only the count of its day is another.
      const { sessionType, completedAt } = event.data;
      return sessionType === 'work' ? { fromAt: completedAt, toAt: completedAt + 1 } : null;
    }
    case 'StopMovedEarlier':
      return { fromAt: event.data.toAt, toAt: event.data.fromAt };
    case 'UnattendedTrimmed':
      return { fromAt: event.data.fromAt, toAt: event.data.toAt };
    case 'UnattendedNoted':
    case 'NextSessionDropped':
    case 'TaskSelected':
      return null;
    default:
      return unreachable(event);
  }
}

function opened(data: Extract<TimerEvent, { type: 'SessionStarted' }>['data']): Timesheet {
  const { sessionId, sessionType, startedAt, endsAt } = data;
  const stretches = [{ isPaused: false, startsAt: startedAt, endsAt }];
  const nothingYet = { isOver: false, completedAt: null, unattended: [], trimmed: [] };
  return { sessionId, sessionType, startedAt, stretches, ...nothingYet };
}

/** A pause or an end that is told late takes the silences behind it away, as the timer itself does. */
function cutAt(sheet: Timesheet, at: Instant): Timesheet {
  const unattended = spansUntil(sheet.unattended, sheet.sessionId, at);
  return { ...sheet, stretches: stretchesUntil(sheet.stretches, at), unattended };
}

function stretchesUntil(stretches: readonly Stretch[], at: Instant): readonly Stretch[] {
  return stretches
    .filter(({ startsAt }) => startsAt < at)
    .map((stretch) => ({ ...stretch, endsAt: Math.min(stretch.endsAt ?? at, at) }));
}

function spansWithin(sheet: Timesheet, { isPaused, startsAt, endsAt }: Stretch, isOver: boolean): readonly Span[] {
  const { sessionId, sessionType, unattended, trimmed } = sheet;
  if (isPaused || endsAt === null) {
    return [{ kind: 'paused', startsAt, endsAt, isOver, sessionId, unattended: false }];
  }
  const kind = sessionType === 'work' ? 'work' : 'break';
  const cuts = [...unattended, ...trimmed].flatMap(({ fromAt, toAt }) => [fromAt, toAt]);
  const edges = [startsAt, ...cuts.filter((at) => startsAt < at && at < endsAt), endsAt].sort((one, two) => one - two);
  return edges.slice(1).flatMap((end, index): readonly Span[] => {
    const start = edges[index] ?? end;
    if (start === end || holds(trimmed, start)) return [];
    const isLast = end === endsAt;
    return [
      {
        kind,
        startsAt: start,
        endsAt: end,
        isOver: isOver || !isLast,
        sessionId,
        unattended: holds(unattended, start),
      },
    ];
  });
}

function holds(stretches: readonly Unattended[], at: Instant): boolean {
  return stretches.some(({ fromAt, toAt }) => fromAt <= at && at < toAt);
}
