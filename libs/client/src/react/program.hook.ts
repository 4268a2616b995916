import type { Intensity, LogView, WorkoutView } from '@tidemark/domain';
import { useMemo } from 'react';
import type { Tidemark } from '../client';
import type { WorkoutDone } from '../training';
import { useKind } from './followed.hook';
import { useTidemark } from './provider';

/** A training program with all its workouts, and what can be said of each of them. */
export function useProgress(programId: string) {
  const client = useTidemark();
  const { status, value } = useKind('progress');
  const program = value?.[programId] ?? null;
  const actions = useMemo(() => programActions(client, programId), [client, programId]);
  return {
    status,
    program,
    isGuess: client.placeOf('progress', programId) === 'this-device',
    /** Null for a workout of which nothing was ever said. */
    workout: (week: number, day: number): WorkoutView | null =>
      program?.logs.find(({ week_number, day_number }) => week_number === week && day_number === day) ?? null,
    ...actions,
  };
}

function programActions(client: Tidemark, programId: string) {
  const at = (week: number, day: number) => ({ programId, week, day });
  return {
    complete: (week: number, day: number, done: WorkoutDone = {}) => client.syncSessionCompletion(at(week, day), done),
    rate: (week: number, day: number, intensity: Intensity) => client.syncIntensityRating(at(week, day), intensity),
    /** With `cascade`, all later workouts move by as many days. */
    schedule: (week: number, day: number, scheduledDate: string, cascade = false) =>
      client.syncScheduledDate(at(week, day), scheduledDate, cascade),
    logExercises: (week: number, day: number, logs: readonly object[]) =>
      client.command<LogView>('progress/exercises', {
        ...{ programId, week_number: week, day_number: day, exercise_logs: logs },
      }),
  };
}
