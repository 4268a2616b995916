import type { QueryContract, StreamContract } from './contract';
import { ResetShown } from './day.contract';
import {
  Described,
  Flag,
  ListOf,
  LocalDate,
  Moment,
  Nullable,
  OneOf,
  Optional,
  Text,
  Whole,
  Zone,
  type Shape,
} from './fields';

/** So many resets in one answer. */
export const RESETS_PAGE_MAX = 200;
/** So many dates in one answer: a year, with room to look over its edges. */
export const STATS_DATES_MAX = 400;
const KINDS = ['work', 'break', 'paused', 'clocked', 'untracked'] as const;
const EDITS = [
  ...(['CountOverridden', 'DayRuleChanged', 'UnattendedTrimmed', 'StopMovedEarlier'] as const),
  ...(['EntryAdded', 'EntryCorrected', 'EntryRemoved', 'SessionCleared'] as const),
];

// ---- what may be asked

/** Which page of the resets. */
export class ResetsQueryDto {
  @Optional() @Whole(1, RESETS_PAGE_MAX) limit?: number;
  @Optional() @Text(1, 64) cursor?: string;
}

/** From which day to which, both included. */
export class DailyStatsQueryDto {
  @LocalDate() from!: string;
  @LocalDate(`At most ${STATS_DATES_MAX} dates from the first.`) to!: string;
}

/** Which day. */
export class TimelineQueryDto {
  @LocalDate() date!: string;
}

// ---- what is answered

const Seconds = (description?: string) => Whole(0, Number.MAX_SAFE_INTEGER, description);

/** A page of resets, newest first. */
export class ResetsShown {
  @ListOf(() => ResetShown) items!: ResetShown[];
  @Optional() @Described({ type: 'string' }) nextCursor?: string;
}

/** What one day of the user came to. */
export class DailyStatsItemShown {
  @LocalDate() date!: string;
  @Zone() timezone!: string;
  @Whole(0, Number.MAX_SAFE_INTEGER, 'Work sessions that were completed in this day.') workSessionsCompleted!: number;
  @Seconds() totalWorkSeconds!: number;
  @Seconds() totalBreakSeconds!: number;
  @Seconds('By the work clock, also while a timer ran.') totalClockedSeconds!: number;
  @Seconds() pausedSeconds!: number;
  @Seconds('By the work clock, while no timer ran.') clockedSeconds!: number;
  @Seconds('The rest: all of these together are the length of the day.') untrackedSeconds!: number;
  @Seconds('How long the day is: 23, 24 or 25 hours, or stranger.') lengthSeconds!: number;
  @Whole(0, Number.MAX_SAFE_INTEGER) manualOverrides!: number;
  @Flag('The day is over; only work that is told late may still correct it.') final!: boolean;
  @Nullable() @Moment('When something told late last changed a day that was over.') correctedAt!: string | null;
}

/** Days in order. */
export class DailyStatsShown {
  @ListOf(() => DailyStatsItemShown) items!: DailyStatsItemShown[];
}

/** A piece of a day. */
export class IntervalShown {
  @OneOf(KINDS) kind!: string;
  @Moment() startsAt!: string;
  @Moment() endsAt!: string;
  @Seconds('Rounded so that the pieces of a day add up to its length.') seconds!: number;
  @Optional() @Described({ type: 'string' }) sessionId?: string;
  @Optional() @Flag('No device was present.') unattended?: boolean;
}

/** Something that the user changed about a day, and the event that says so. */
export class EditShown {
  @OneOf(EDITS) type!: string;
  @Moment() at!: string;
  @Described({ type: 'object' }) data!: object;
}

/** One local day from its first instant to its last, piece by piece without a gap. */
export class TimelineShown {
  @LocalDate() date!: string;
  @Zone() timezone!: string;
  @Moment() startsAt!: string;
  @Moment() endsAt!: string;
  @Seconds() lengthSeconds!: number;
  @Flag() final!: boolean;
  @ListOf(() => IntervalShown) intervals!: IntervalShown[];
  @ListOf(() => ResetShown) resets!: ResetShown[];
  @ListOf(() => EditShown) edits!: EditShown[];
}

// ---- how it is asked

const queries: QueryContract[] = [
  query('daily', 'What each day came to.', '/api/stats/daily', DailyStatsQueryDto, DailyStatsShown),
  query('resets', 'The resets of the count, newest first.', '/api/resets', ResetsQueryDto, ResetsShown),
  {
    ...query('timeline', 'One day piece by piece.', '/api/timeline', TimelineQueryDto, TimelineShown),
    rejections: ['day/not-found'],
  },
];

/** Everything the outside may ask about days as they were; nothing is said to them and nobody follows them. */
export const statsContract: StreamContract = {
  category: 'stats',
  revision: null,
  kinds: [],
  kindsOf: () => [],
  commands: [],
  queries,
};

function query(name: string, summary: string, path: string, asked: Shape, answer: Shape): QueryContract {
  return { name: `stats/${name}`, summary, route: { method: 'get', path }, query: asked, answer };
}
