import type { Instant, Told } from '../decider';
import { PROGRAM_BYTES_MAX, type Program, type ProgramEvent, type Workout, type WorkoutSaid } from './program-words';
import { bytesWith, workoutAt } from './program-workouts';
import { Rejection } from '../rejection';

/**
 * What is said of one workout, as the events that it makes. Each field is merged by itself, and of two devices the one
 * that changed it later holds, whichever was heard first:
 *
 * - A field of which nothing is known takes whatever is said.
 * - What is told at once is the newest there is, also where another clock once ran ahead. Where it changes nothing it
 *   is no event: asking twice is free, and defends nothing.
 * - What is told late counts from when it was done. It gives way to anything newer; of the same instant, what is heard
 *   later holds. Where it is newer and says the same again, that is kept: something in between may be on its way.
 */
export function merged(program: Program, said: WorkoutSaid, told: Told): readonly ProgramEvent[] {
  const workout: Workout = workoutAt(program, said) ?? { week: said.week, day: said.day };
  const logs = logged(workout, said, told);
  const events = [...completed(workout, said, told), ...rated(workout, said, told), ...scheduled(workout, said, told)];
  if (events.length + logs.length === 0) return [];
  const bytes = bytesWith(program, workout, logs.length > 0 ? said.exerciseLogs : undefined);
  if (bytes > PROGRAM_BYTES_MAX) throw new Rejection('program/too-large');
  return [...events, ...logs];
}

function completed({ completion, week, day }: Workout, said: WorkoutSaid, told: Told): readonly ProgramEvent[] {
  if (said.completed === undefined) return [];
  // Whoever completes a workout again and names no time keeps the first one.
  const usualAt = (isLive(told) ? completion?.completedAt : null) ?? told.at;
  const completedAt = said.completed ? (said.completedAt ?? usualAt) : null;
  if (!holds(completion, completion?.completedAt === completedAt, told)) return [];
  const data = { week, day, changedAt: changedAt(completion, told) };
  if (completedAt === null) return [{ type: 'WorkoutUncompleted', data }];
  return [{ type: 'WorkoutCompleted', data: { ...data, completedAt } }];
}

function rated({ rating, week, day }: Workout, { intensity }: WorkoutSaid, told: Told): readonly ProgramEvent[] {
  if (intensity === undefined || !holds(rating, rating?.intensity === intensity, told)) return [];
  return [{ type: 'IntensityRated', data: { week, day, intensity, changedAt: changedAt(rating, told) } }];
}

function scheduled(
  { schedule, week, day }: Workout,
  { scheduledDate }: WorkoutSaid,
  told: Told,
): readonly ProgramEvent[] {
  if (scheduledDate === undefined || !holds(schedule, schedule?.scheduledDate === scheduledDate, told)) return [];
  return [{ type: 'WorkoutScheduled', data: { week, day, scheduledDate, changedAt: changedAt(schedule, told) } }];
}

function logged({ exercises, week, day }: Workout, { exerciseLogs }: WorkoutSaid, told: Told): readonly ProgramEvent[] {
  if (exerciseLogs === undefined || !holds(exercises, exercises?.exerciseLogs === exerciseLogs, told)) return [];
  return [{ type: 'ExercisesLogged', data: { week, day, exerciseLogs, changedAt: changedAt(exercises, told) } }];
}

interface Known {
  readonly changedAt: Instant;
}

function holds(known: Known | undefined, isSame: boolean, told: Told): boolean {
  if (!known) return true;
  if (isLive(told)) return !isSame;
  return isSame ? told.at > known.changedAt : told.at >= known.changedAt;
}

function changedAt(known: Known | undefined, { at }: Told): Instant {
  return Math.max(at, known?.changedAt ?? at);
}

function isLive({ at, receivedAt }: Told): boolean {
  return at >= receivedAt;
}
