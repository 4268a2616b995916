import type { CommandsOf, EventsOf, Instant } from '../decider';

// ---- limits

/** Ten years of weeks. */
export const PROGRAM_WEEKS_MAX = 520;
/** A program counts its days by the week. */
export const PROGRAM_DAYS_MAX = 7;
/** So many exercises may be logged for one workout. */
export const EXERCISE_LOGS_MAX = 100;
/** The logs of one workout, as JSON. */
export const EXERCISE_LOGS_BYTES_MAX = 16_384;
/** No workout takes more to be shown, apart from its exercise logs. */
export const WORKOUT_BYTES_MAX = 224;
/** A whole program as it is shown: it fits into one message between services, and is stored anew with every change. */
export const PROGRAM_BYTES_MAX = 1_000_000;
/** So many workouts may come in one bulk sync [P1]. */
export const SYNC_SESSIONS_MAX = 1_000;

// ---- what is said of a program

/** How hard a workout felt. */
export type Intensity = 'easy' | 'perfect' | 'hard';

/** Where a workout stands in its program, both counted from 1. */
export interface Place {
  readonly week: number;
  readonly day: number;
}

/** When something was last said about one field of one workout; the newer one holds. */
interface Dated {
  readonly changedAt: Instant;
}

/** Everything that can happen to a program. Each is about one field of one workout. */
export interface ProgramEvents {
  /** `completedAt` is what the user says, and may lie years back. */
  WorkoutCompleted: Place & Dated & { readonly completedAt: Instant };
  /** It was not done after all. */
  WorkoutUncompleted: Place & Dated;
  /** How hard the workout felt. */
  IntensityRated: Place & Dated & { readonly intensity: Intensity };
  /** The workout has a date, or another one; a cascade says so of each workout that it moves. */
  WorkoutScheduled: Place & Dated & { readonly scheduledDate: string };
  /** What was done in the workout: a list of free objects, carried as JSON text so that nothing in it is changed. */
  ExercisesLogged: Place & Dated & { readonly exerciseLogs: string };
}

/** One thing that happened to a program. */
export type ProgramEvent = EventsOf<ProgramEvents>;

/** What is said of one workout; the fields left out stay as they are. */
export interface WorkoutSaid extends Place {
  readonly completed?: boolean;
  /** When it was done; nothing means at the time of the command. */
  readonly completedAt?: Instant;
  readonly intensity?: Intensity;
  readonly scheduledDate?: string;
  readonly exerciseLogs?: string;
}

/** One workout of a bulk sync, and when its device wrote it down; nothing means at the time of the command. */
export interface SyncedSession extends WorkoutSaid {
  readonly writtenAt?: Instant;
}

/** Why one workout of a bulk sync was not taken, as every refusal is told. */
export interface SyncError {
  readonly code: string;
  readonly message: string;
  readonly details: unknown;
}

/** One workout of a bulk sync that was malformed; of its place, what could be read. */
export interface MalformedSession {
  readonly week: number | null;
  readonly day: number | null;
  readonly malformed: SyncError;
}

/** Everything that can be wished of a program. */
export interface ProgramCommands {
  CompleteWorkout: Omit<WorkoutSaid, 'exerciseLogs'> & { readonly completed: boolean };
  RateIntensity: Place & { readonly intensity: Intensity };
  /** `cascade` moves the dates of all later workouts by as many days. */
  ScheduleWorkout: Place & { readonly scheduledDate: string; readonly cascade: boolean };
  LogExercises: Place & { readonly exerciseLogs: string };
  SyncWorkouts: { readonly sessions: readonly (SyncedSession | MalformedSession)[] };
}

/** One wish. */
export type ProgramCommand = CommandsOf<ProgramCommands>;

// ---- state

/** What is known of one workout; what was never said is not there. */
export interface Workout extends Place {
  /** `completedAt` is null where the user took it back. */
  readonly completion?: Dated & { readonly completedAt: Instant | null };
  readonly rating?: Dated & { readonly intensity: Intensity };
  readonly schedule?: Dated & { readonly scheduledDate: string };
  readonly exercises?: Dated & { readonly exerciseLogs: string };
}

/** The progress of one user in one program: workouts by week and by day. */
export interface Program {
  readonly weeks: Readonly<Record<number, Readonly<Record<number, Workout>>>>;
  /** It is shown in no more than so many bytes. */
  readonly bytes: number;
}
