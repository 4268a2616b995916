import {
  EXERCISE_LOGS_BYTES_MAX,
  EXERCISE_LOGS_MAX,
  PROGRAM_DAYS_MAX,
  PROGRAM_WEEKS_MAX,
  SYNC_SESSIONS_MAX,
  type Intensity,
} from '@tidemark/domain';
import { Described, Flag, Key, ListOf, LocalDate, Moment, Nested, Nullable, OneOf, Optional, Whole } from './fields';
import { FreeList, ListApart } from './list-fields';
import { CommandDto } from './spoken';

const INTENSITIES = ['easy', 'perfect', 'hard'] as const;
/** The logs of one workout have no more keys, at all levels together. */
export const EXERCISE_KEYS_MAX = 5_000;
/** A bulk sync has no more of them. */
export const SYNC_KEYS_MAX = 100_000;
/** A bulk sync as it comes; it still fits into one message between services. */
export const SYNC_BYTES_MAX = 786_432;

// ---- what may be said

const Program = () => Key('The training program; the same id of another user is another program.');
const Week = () => Whole(1, PROGRAM_WEEKS_MAX);
const Day = () => Whole(1, PROGRAM_DAYS_MAX);

const ExerciseLogs = () =>
  FreeList(
    { itemsMax: EXERCISE_LOGS_MAX, keysMax: EXERCISE_KEYS_MAX },
    EXERCISE_LOGS_BYTES_MAX,
    `Free objects, kept exactly; at most ${EXERCISE_LOGS_BYTES_MAX} bytes of JSON.`,
  );

/** One workout of one program. */
export class WorkoutDto extends CommandDto {
  @Program() programId!: string;
  @Week() week_number!: number;
  @Day() day_number!: number;
}

/** A workout is done, or is not done after all. */
export class CompleteWorkoutDto extends WorkoutDto {
  @Optional() @Moment('When it was done; ignored where `completed` is false.') completed_at?: string;
  @Optional() @OneOf(INTENSITIES) intensity_rating?: Intensity;
  @Optional() @LocalDate() scheduled_date?: string;
  @Optional() @Flag('`true` unless told.') completed?: boolean;
}

/** How hard a workout felt. */
export class RateIntensityDto extends WorkoutDto {
  @OneOf(INTENSITIES) intensity_rating!: Intensity;
}

/** When a workout is due. */
export class ScheduleWorkoutDto extends WorkoutDto {
  @LocalDate() scheduled_date!: string;
  @Optional() @Flag('Moves the dates of all later workouts by as many days.') cascade?: boolean;
}

/** What was done in a workout. */
export class LogExercisesDto extends WorkoutDto {
  @ExerciseLogs() exercise_logs!: readonly object[];
}

/** One workout of a bulk sync. */
export class SyncedSessionDto {
  @Week() week_number!: number;
  @Day() day_number!: number;
  @Optional() @Moment('When it was done; ignored where `completed` is false.') completed_at?: string;
  @Optional() @OneOf(INTENSITIES) intensity_rating?: Intensity;
  @Optional() @LocalDate() scheduled_date?: string;
  @Optional() @Flag('`true` unless told.') completed?: boolean;
  @Optional() @ExerciseLogs() exercise_logs?: readonly object[];

  @Optional()
  @Moment(
    'When the device wrote it down, however long ago; it gives way to newer changes. The time of the request unless told.',
  )
  at?: string;
}

/** Many workouts at once. */
export class SyncWorkoutsDto extends CommandDto {
  @Program() programId!: string;

  @ListApart(
    () => SyncedSessionDto,
    { itemsMax: SYNC_SESSIONS_MAX, keysMax: SYNC_KEYS_MAX },
    'One that is malformed is rejected by itself, in the results.',
  )
  sessions!: readonly object[];
}

/** Which program. */
export class ProgramQueryDto {
  @Program() programId!: string;
}

/** Which week of it. */
export class ProgramWeekQueryDto extends ProgramQueryDto {
  @Week() week!: number;
}

// ---- what is answered

/** How a workout felt, and when it is due. */
export class WorkoutFeedbackShown {
  @Nullable() @OneOf(INTENSITIES) intensityRating!: string | null;
  @Nullable() @LocalDate() scheduledDate!: string | null;
}

/** All that is known of one workout. */
export class WorkoutShown {
  @Week() week_number!: number;
  @Day() day_number!: number;
  @Flag() completed!: boolean;
  @Nullable() @Moment() completed_at!: string | null;
  @Nested(() => WorkoutFeedbackShown) feedback!: WorkoutFeedbackShown;
  @ExerciseLogs() exercise_logs!: readonly object[];
  @Nullable() @Moment('When anything about it changed last.') updated_at!: string | null;
}

/** The same, with the program that it belongs to. */
export class WorkoutLogShown extends WorkoutShown {
  @Program() programId!: string;
  @Whole(0, Number.MAX_SAFE_INTEGER, 'Per user, only grows.') revision!: number;
}

/** A program or a week of it, in order. */
export class ProgramShown {
  @Program() programId!: string;
  @ListOf(() => WorkoutShown) logs!: readonly WorkoutShown[];
  @Whole(0, Number.MAX_SAFE_INTEGER, 'Per user, only grows.') revision!: number;
}

/** Why a workout of a bulk sync was not taken, as every refusal is told. */
export class SyncErrorShown {
  @Described({ type: 'string', examples: ['request/invalid'] }) code!: string;
  @Described({ type: 'string' }) message!: string;
  @Described({ description: 'Of `request/invalid`, the mistakes by path, rule and message.' }) details!: unknown;
}

/** What became of one workout of a bulk sync. */
export class SyncResultShown {
  @Nullable()
  @Described({ type: 'number', description: 'As it was sent; null where it was no number.' })
  week_number!: number | null;

  @Nullable()
  @Described({ type: 'number', description: 'As it was sent; null where it was no number.' })
  day_number!: number | null;

  @OneOf(['applied', 'unchanged', 'rejected'], '`unchanged`: it was known already, or something newer holds.')
  status!: string;

  @Optional() @Nested(() => SyncErrorShown) error?: SyncErrorShown;
}

/** What became of each workout of a bulk sync, in the order in which they were sent. */
export class SyncShown {
  @ListOf(() => SyncResultShown) results!: readonly SyncResultShown[];
  @Whole(0, Number.MAX_SAFE_INTEGER, 'Per user, only grows.') revision!: number;
}
