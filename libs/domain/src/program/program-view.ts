import { program as decider } from './program';
import { synced } from './program-sync';
import type { Intensity, Place, Program, ProgramCommand, SyncError, Workout } from './program-words';
import { workoutAt, workoutsIn, workoutsOf } from './program-workouts';
import { toIso } from '../wire';

/** One workout as every client sees it. */
export interface WorkoutView {
  readonly week_number: number;
  readonly day_number: number;
  readonly completed: boolean;
  readonly completed_at: string | null;
  readonly feedback: { readonly intensityRating: Intensity | null; readonly scheduledDate: string | null };
  /** As they were sent. */
  readonly exercise_logs: readonly object[];
  /** When anything about it last changed; null where nothing was ever said. */
  readonly updated_at: string | null;
}

/** Of which program something is shown, and how far its owner's changes have been seen. */
export interface ProgramSeen {
  readonly programId: string;
  readonly revision: number;
}

/** A program, or a week of it, as every client sees it. */
export interface ProgramView extends ProgramSeen {
  readonly logs: readonly WorkoutView[];
}

/** One workout with the program that it belongs to. */
export type LogView = WorkoutView & ProgramSeen;

/** What became of one workout of a bulk sync [P1]; its place is null where it could not be read. */
export interface SyncResult {
  readonly week_number: number | null;
  readonly day_number: number | null;
  readonly status: 'applied' | 'unchanged' | 'rejected';
  readonly error?: SyncError;
}

/** All that is known of a program, ordered by week and day. */
export function programView(program: Program, { programId, revision }: ProgramSeen): ProgramView {
  return { programId, logs: workoutsOf(program).map(workoutView), revision };
}

/** The same of one week. */
export function programWeekView(program: Program, week: number, { programId, revision }: ProgramSeen): ProgramView {
  return { programId, logs: workoutsIn(program, week).map(workoutView), revision };
}

/** One workout, also where nothing was ever said of it. */
export function programLogView(program: Program, { week, day }: Place, { programId, revision }: ProgramSeen): LogView {
  return { programId, ...workoutView(workoutAt(program, { week, day }) ?? { week, day }), revision };
}

/** What becomes of each workout of a bulk sync, told from the program as it stood before. */
export function syncResults(
  before: Program,
  command: Extract<ProgramCommand, { type: 'SyncWorkouts' }>,
): readonly SyncResult[] {
  return synced(decider, before, command).map(({ week, day, events, refused }) => {
    const place = { week_number: week, day_number: day };
    if (refused) return { ...place, status: 'rejected', error: refused };
    return { ...place, status: events.length > 0 ? 'applied' : 'unchanged' };
  });
}

function workoutView({ week, day, completion, rating, schedule, exercises }: Workout): WorkoutView {
  const changes = [completion, rating, schedule, exercises].flatMap((known) => (known ? [known.changedAt] : []));
  const completedAt = completion?.completedAt ?? null;
  return {
    week_number: week,
    day_number: day,
    completed: completedAt !== null,
    completed_at: completedAt === null ? null : toIso(completedAt),
    feedback: {
      intensityRating: rating?.intensity ?? null,
      scheduledDate: schedule?.scheduledDate ?? null,
    },
    exercise_logs: exercises ? (JSON.parse(exercises.exerciseLogs) as object[]) : [],
    updated_at: changes.length > 0 ? toIso(Math.max(...changes)) : null,
  };
}
