import { Exclude } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import type { EntryType, Theme } from '@tidemark/domain';
import { THEMES } from './day.contract';
import {
  Described,
  Flag,
  Key,
  LocalDate,
  ListOf,
  Moment,
  Nested,
  NestedList,
  Nullable,
  OneOf,
  Optional,
  Text,
  Whole,
} from './fields';
import { CommandDto } from './spoken';

const ENTRY_TYPES = ['IN', 'OUT'] as const;

/** So many entries in one request: the whole of a day, and what its neighbours add. */
export const ENTRIES_SENT_MAX = 150;
/** After a whole day a clock-out is forgotten, whatever anybody's habits are. */
export const THRESHOLD_HOURS_MAX = 24;
/** The end of the year 9999, in milliseconds: the last instant that can be written down. */
const TIMESTAMP_MAX = 253_402_300_799_999;
const TIME_LENGTH_MAX = 16;

// ---- what may be said

const Timestamp = () => Whole(0, TIMESTAMP_MAX, 'Milliseconds since 1970 in UTC.');

/** Clients send an entry back as they were told it. */
const ClockTime = () => Text(0, TIME_LENGTH_MAX, 'As it was answered; taken from `timestamp`, and ignored here.');

/** One entry as clients keep it. */
export class EntrySentDto {
  @Key() id!: string;
  @Timestamp() timestamp!: number;
  @OneOf(ENTRY_TYPES) type!: EntryType;
  @Optional() @ClockTime() time?: string;
}

/** The same entry may be sent twice, but not with two values. */
const OneValuePerEntry = () =>
  ValidateBy({
    name: 'oneValuePerEntry',
    validator: {
      validate: (sent: unknown) => !Array.isArray(sent) || isUnambiguous(sent),
      defaultMessage: () => '$property must not say two things of one id',
    },
  });

/** What a device knows of the day. */
export class SaveSessionDto extends CommandDto {
  @Optional() @OneOf(ENTRY_TYPES, 'Clocks in or out, unless that is so already.') currentStatus?: EntryType;

  @Optional()
  @OneValuePerEntry()
  @NestedList(
    () => EntrySentDto,
    ENTRIES_SENT_MAX,
    'With the newest `baseRevision`, the whole of the day. Otherwise entries are added and corrected by their ids.',
  )
  entries?: EntrySentDto[];

  @Optional() @OneOf(THEMES) currentTheme?: Theme;
  @Optional() @Whole(0, Number.MAX_SAFE_INTEGER, 'The `revision` that the device saw last.') baseRevision?: number;
  // It goes no further, so that a device that tries again may have counted on meanwhile.
  @Exclude() @Optional() @Described({ description: 'Counted here; what is sent is ignored.' }) dailyStats?: unknown;
}

/** An entry that was missing. */
export class AddEntryDto extends CommandDto {
  @Optional() @Key('Made by the client, or else here.') id?: string;
  @Timestamp() timestamp!: number;
  @OneOf(ENTRY_TYPES) type!: EntryType;
  @Optional() @ClockTime() time?: string;
}

/** What an entry says from now on. */
export class CorrectEntryDto extends CommandDto {
  @Key() id!: string;
  @Optional() @Timestamp() timestamp?: number;
  @Optional() @OneOf(ENTRY_TYPES) type?: EntryType;
  @Optional() @ClockTime() time?: string;
}

/** An entry that was none. */
export class RemoveEntryDto extends CommandDto {
  @Key() id!: string;
}

/** After how long a clock-out counts as forgotten. */
export class SetThresholdDto extends CommandDto {
  @Whole(1, THRESHOLD_HOURS_MAX) thresholdHours!: number;
}

/** Which day. */
export class SessionQueryDto {
  @Optional() @LocalDate('Today unless told.') date?: string;
}

// ---- what is answered

/** One entry; `time` as a clock in the user's zone shows it. */
export class EntryShown {
  @Key() id!: string;
  @Timestamp() timestamp!: number;
  @OneOf(ENTRY_TYPES) type!: string;
  @Described({ type: 'string', examples: ['09:30'] }) time!: string;
}

/** What the entries of a day come to. */
export class ClockStatsShown {
  @Whole(0, Number.MAX_SAFE_INTEGER) totalWorkMinutes!: number;
  @Whole(0, Number.MAX_SAFE_INTEGER, 'Between an OUT and the next IN of the same day.') totalBreakMinutes!: number;
  @Flag('Somebody worked, went out, and no entry lacks its other half.') isComplete!: boolean;
}

/** A clock-out that is missing. */
export class ForgottenClockOutShown {
  @Moment('When the work began whose end nobody knows.') since!: string;
  @Whole(1, THRESHOLD_HOURS_MAX) thresholdHours!: number;
}

/** The work clock as every client sees it. */
export class SessionShown {
  @Key() userId!: string;
  @OneOf(ENTRY_TYPES) currentStatus!: string;
  @ListOf(() => EntryShown) entries!: readonly EntryShown[];
  @Nested(() => ClockStatsShown) dailyStats!: ClockStatsShown;
  @OneOf(THEMES) currentTheme!: string;
  @LocalDate() lastActiveDate!: string;
  @Nullable() @Moment() lastActivity!: string | null;
  @Nullable() @Moment('When the work under way began.') sessionStartTime!: string | null;
  @Nullable() @Nested(() => ForgottenClockOutShown) forgottenClockOut!: ForgottenClockOutShown | null;
  @Moment() serverTime!: string;
  @Whole(0, Number.MAX_SAFE_INTEGER, 'How many events the work clock has had.') version!: number;
  @Whole(0, Number.MAX_SAFE_INTEGER, 'Per user, only grows.') revision!: number;
}

function isUnambiguous(sent: readonly Partial<EntrySentDto>[]): boolean {
  const values = new Set(sent.map((entry) => JSON.stringify([entry?.id, entry?.type, entry?.timestamp])));
  return values.size === new Set(sent.map((entry) => entry?.id)).size;
}
