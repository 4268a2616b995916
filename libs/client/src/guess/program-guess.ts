import {
  fromIso,
  program as decider,
  programView,
  type Instant,
  type Intensity,
  type LogView,
  type Program,
  type ProgramCommand,
  type ProgramView,
  type Workout,
} from '@tidemark/domain';
import type { Entry } from '../outbox/entry';
import { redecided } from './redecided';

/** A program as it is once the server has heard what waits here [S2]. */
export function guessProgram(programId: string, logs: readonly LogView[], waiting: readonly Entry[]): ProgramView {
  const program = waiting.reduce((state, entry) => redecided(decider, state, programCommand(entry)), programOf(logs));
  return programView(program, { programId, revision: Math.max(0, ...logs.map(({ revision }) => revision)) });
}

/** What a command about a workout means to its decider; null for all others. A bulk sync is shown when it is taken. */
export function programCommand({
  name,
  data,
  happenedAt: at,
}: Pick<Entry, 'name' | 'data' | 'happenedAt'>): ProgramCommand | null {
  const told = { at, receivedAt: at };
  const said = data as unknown as Said;
  const place = { week: said.week_number, day: said.day_number };
  switch (name) {
    case 'progress/complete': {
      const { completed = true, intensity_rating: intensity, scheduled_date: scheduledDate } = said;
      const completedAt = instantOf(said.completed_at);
      return { type: 'CompleteWorkout', ...told, ...place, completed, completedAt, intensity, scheduledDate };
    }
    case 'progress/intensity':
      return { type: 'RateIntensity', ...told, ...place, intensity: said.intensity_rating ?? 'perfect' };
    case 'progress/schedule': {
      const { scheduled_date: scheduledDate = '', cascade = false } = said;
      return { type: 'ScheduleWorkout', ...told, ...place, scheduledDate, cascade };
    }
    case 'progress/exercises':
      return { type: 'LogExercises', ...told, ...place, exerciseLogs: JSON.stringify(said.exercise_logs) };
    default:
      return null;
  }
}

interface Said {
  readonly week_number: number;
  readonly day_number: number;
  readonly completed?: boolean;
  readonly completed_at?: string;
  readonly intensity_rating?: Intensity;
  readonly scheduled_date?: string;
  readonly cascade?: boolean;
  readonly exercise_logs?: readonly object[];
}

function programOf(logs: readonly LogView[]): Program {
  const weeks: Record<number, Record<number, Workout>> = {};
  for (const log of logs) weeks[log.week_number] = { ...weeks[log.week_number], [log.day_number]: workoutOf(log) };
  return { weeks, bytes: 0 };
}

/** When each field was changed, a picture does not tell apart. */
function workoutOf({ week_number: week, day_number: day, feedback, exercise_logs: logs, ...log }: LogView): Workout {
  const changedAt = instantOf(log.updated_at ?? undefined) ?? 0;
  const { intensityRating: intensity, scheduledDate } = feedback;
  const completedAt = instantOf(log.completed_at ?? undefined) ?? null;
  return {
    ...{ week, day },
    ...(log.completed && { completion: { completedAt, changedAt } }),
    ...(intensity !== null && { rating: { intensity, changedAt } }),
    ...(scheduledDate !== null && { schedule: { scheduledDate, changedAt } }),
    ...(logs.length > 0 && { exercises: { exerciseLogs: JSON.stringify(logs), changedAt } }),
  };
}

function instantOf(text: string | undefined): Instant | undefined {
  return text === undefined ? undefined : fromIso(text);
}
