import { utf8BytesOf } from '../json/json-value';
import { WORKOUT_BYTES_MAX, type Place, type Program, type Workout } from './program-words';

/** What is known of one workout, if anything. */
export function workoutAt({ weeks }: Program, { week, day }: Place): Workout | undefined {
  return weeks[week]?.[day];
}

/** The workouts of one week, in order: keys that are whole numbers come in ascending order. */
export function workoutsIn({ weeks }: Program, week: number): readonly Workout[] {
  return Object.values(weeks[week] ?? {});
}

/** All workouts of which anything is known, in order. */
export function workoutsOf(program: Program): readonly Workout[] {
  return Object.keys(program.weeks).flatMap((week) => workoutsIn(program, Number(week)));
}

/** The workouts that come after a place in the program, in order. */
export function workoutsAfter(program: Program, { week, day }: Place): readonly Workout[] {
  return workoutsOf(program).filter((workout) => workout.week > week || (workout.week === week && workout.day > day));
}

/** The program with more known of one workout. Only its own week is copied, so that a sync of a thousand stays cheap. */
export function withWorkout(program: Program, { week, day }: Place, known: Omit<Workout, keyof Place>): Program {
  const workout = { ...workoutAt(program, { week, day }), week, day, ...known };
  return {
    weeks: { ...program.weeks, [week]: { ...program.weeks[week], [day]: workout } },
    bytes: bytesWith(program, { week, day }, known.exercises?.exerciseLogs),
  };
}

/** How large a program is with something known of a workout, and with these exercise logs where there are new ones. */
export function bytesWith(program: Program, place: Place, exerciseLogs?: string): number {
  const workout = workoutAt(program, place);
  const bytes = workout ? program.bytes : program.bytes + WORKOUT_BYTES_MAX;
  if (exerciseLogs === undefined) return bytes;
  return bytes + utf8BytesOf(exerciseLogs) - utf8BytesOf(workout?.exercises?.exerciseLogs ?? '');
}
