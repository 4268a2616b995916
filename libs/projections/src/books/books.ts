import {
  bucketsOf,
  daysChangedBy,
  intervalsOf,
  reachOf,
  sessionOf,
  spansOf,
  timesheetAfter,
  type Buckets,
  type Instant,
  type Interval,
  type LedgerDay,
  type Timesheet,
} from '@tidemark/domain';
import { ClockBook, type Change } from './clock-book';
import type { ToldEvent } from './told-event';

/** A session with what was told of it late. */
export interface BookedSheet {
  readonly sheet: Timesheet;
  readonly changes: readonly Change[];
}

/** A day with what was done in it [D7]. */
export interface DayLedger extends LedgerDay, Buckets {
  readonly workSessionsCompleted: number;
  /** By the work clock, whether a timer ran beside it or not. */
  readonly totalClockedMs: number;
  /** When something was told that changed the day after it was closed. */
  readonly correctedAt: Instant | null;
}

/**
 * The days, the sessions and the work clock of one user. Each day is counted from them anew, so that it comes to the same
 * whichever of the streams is heard first.
 */
export class Books {
  private readonly days: Map<string, LedgerDay>;
  private readonly sheets: Map<string, BookedSheet>;
  private readonly entered = new Set<string>();

  constructor(
    days: readonly LedgerDay[] = [],
    sheets: readonly BookedSheet[] = [],
    readonly clock = new ClockBook(),
  ) {
    this.days = new Map(days.map((day) => [day.localDate, day]));
    this.sheets = new Map(sheets.map((booked) => [booked.sheet.sessionId, booked]));
  }

  enter(told: ToldEvent): void {
    const { position, recordedAt } = told;
    if (told.category === 'day') {
      for (const day of daysChangedBy(told.event, position, this.days)) this.days.set(day.localDate, day);
      return;
    }
    if (told.category === 'clock') {
      this.clock.enter(told.event, told);
      return;
    }
    const sessionId = sessionOf(told.event);
    if (sessionId === null) return;
    const booked = this.sheets.get(sessionId);
    const sheet = timesheetAfter(booked?.sheet, told.event);
    const reach = reachOf(told.event);
    const earlier = booked?.changes ?? [];
    const changes = reach ? [...earlier, { ...reach, position, recordedAt }] : earlier;
    this.sheets.set(sessionId, { sheet, changes });
    this.entered.add(sessionId);
  }

  /** The sessions of which something was entered. */
  get sheetsEntered(): readonly BookedSheet[] {
    return [...this.sheets.values()].filter(({ sheet }) => this.entered.has(sheet.sessionId));
  }

  /** Every day in order. What goes on is counted in a day that is over, up to its end, and in no other. */
  get ledgers(): readonly DayLedger[] {
    return [...this.days.values()]
      .sort((one, two) => one.startsAt - two.startsAt)
      .map((day) => this.ledgerOf(day, day.closedPosition === null ? day.startsAt : day.endsAt));
  }

  /** The day of this date, piece by piece; what goes on is counted up to `until`. */
  intervalsOn(localDate: string, until: Instant): readonly Interval[] {
    const day = this.days.get(localDate);
    return day ? this.intervalsOf(day, until) : [];
  }

  /** The day of this date as it stands now. */
  ledgerOn(localDate: string, now: Instant): DayLedger | undefined {
    const day = this.days.get(localDate);
    return day && this.ledgerOf(day, now);
  }

  private ledgerOf(day: LedgerDay, until: Instant): DayLedger {
    const within = this.sheetsOf(day);
    const isCounted = ({ sheet: { sessionType, completedAt } }: BookedSheet) =>
      sessionType === 'work' && completedAt !== null && day.startsAt <= completedAt && completedAt < day.endsAt;
    return {
      ...day,
      ...bucketsOf(this.intervalsOf(day, until)),
      totalClockedMs: bucketsOf(intervalsOf(day, this.clock.spans, until)).clockedMs,
      workSessionsCompleted: within.filter(isCounted).length,
      correctedAt: correctedAt(day, [...within.flatMap(({ changes }) => changes), ...this.clock.changes]),
    };
  }

  private intervalsOf(day: LedgerDay, until: Instant): readonly Interval[] {
    const timed = this.sheetsOf(day).flatMap(({ sheet }) => spansOf(sheet));
    return intervalsOf(day, [...timed, ...this.clock.spans], until);
  }

  private sheetsOf({ startsAt, endsAt }: LedgerDay): readonly BookedSheet[] {
    return [...this.sheets.values()].filter((booked) => booked.sheet.startedAt < endsAt && lastAt(booked) >= startsAt);
  }
}

/** Up to when a session reaches, or reached before it was told to have ended earlier. */
function lastAt({ sheet, changes }: BookedSheet): Instant {
  const last = sheet.stretches.at(-1);
  const endsAt = last ? (last.endsAt ?? Number.POSITIVE_INFINITY) : sheet.startedAt;
  return Math.max(endsAt, ...changes.map(({ toAt }) => toAt ?? sheet.startedAt));
}

function correctedAt(day: LedgerDay, changes: readonly Change[]): Instant | null {
  const { closedPosition, startsAt, endsAt } = day;
  if (closedPosition === null) return null;
  const late = changes.filter(({ position, fromAt, toAt }) => {
    return position > closedPosition && fromAt < endsAt && (toAt === null || toAt > startsAt);
  });
  return late.length === 0 ? null : Math.max(...late.map(({ recordedAt }) => recordedAt));
}
