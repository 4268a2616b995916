import { MINUTE, type Instant, type Told } from '../decider';
import type { Place, ProgramCommand, ProgramCommands, ProgramEvent, ProgramEvents } from '../program/program-words';

/** Seven in the evening of the Monday on which most workouts are done. */
export const evening: Instant = Date.parse('2026-01-05T19:00:00.000Z');

/** So many minutes after it. */
export const after = (minutes: number): Instant => evening + minutes * MINUTE;

/** The workout that most examples are about. */
export const first: Place = { week: 1, day: 1 };
export const second: Place = { week: 1, day: 3 };
export const third: Place = { week: 2, day: 1 };

/** Said when it happened. */
export const live = (at: Instant): Told => ({ at, receivedAt: at });
/** Said the day after, by a device that was offline. */
export const late = (at: Instant): Told => ({ at, receivedAt: after(24 * 60) });

/** Wishes. */
export const wishes = {
  complete: (told: Told, more: Partial<ProgramCommands['CompleteWorkout']> = {}): ProgramCommand => ({
    type: 'CompleteWorkout',
    ...told,
    ...first,
    completed: true,
    ...more,
  }),
  rate: (told: Told, intensity: ProgramCommands['RateIntensity']['intensity'], place = first): ProgramCommand => ({
    type: 'RateIntensity',
    ...told,
    ...place,
    intensity,
  }),
  schedule: (told: Told, scheduledDate: string, place = first, cascade = false): ProgramCommand => ({
    type: 'ScheduleWorkout',
    ...told,
    ...place,
    scheduledDate,
    cascade,
  }),
  log: (told: Told, exerciseLogs: string, place = first): ProgramCommand => ({
    type: 'LogExercises',
    ...told,
    ...place,
    exerciseLogs,
  }),
  sync: (
    told: Told,
    ...sessions: ProgramCommands['SyncWorkouts']['sessions']
  ): Extract<ProgramCommand, { type: 'SyncWorkouts' }> => ({ type: 'SyncWorkouts', ...told, sessions }),
};

type Fact<Type extends keyof ProgramEvents> = Extract<ProgramEvent, { type: Type }>;

/** What was said of workouts. */
export const said = {
  completed: (changedAt: Instant, completedAt = changedAt, place = first): Fact<'WorkoutCompleted'> => ({
    type: 'WorkoutCompleted',
    data: { ...place, completedAt, changedAt },
  }),
  uncompleted: (changedAt: Instant, place = first): Fact<'WorkoutUncompleted'> => ({
    type: 'WorkoutUncompleted',
    data: { ...place, changedAt },
  }),
  rated: (
    changedAt: Instant,
    intensity: ProgramEvents['IntensityRated']['intensity'],
    place = first,
  ): Fact<'IntensityRated'> => ({ type: 'IntensityRated', data: { ...place, intensity, changedAt } }),
  scheduled: (changedAt: Instant, scheduledDate: string, place = first): Fact<'WorkoutScheduled'> => ({
    type: 'WorkoutScheduled',
    data: { ...place, scheduledDate, changedAt },
  }),
  logged: (changedAt: Instant, exerciseLogs: string, place = first): Fact<'ExercisesLogged'> => ({
    type: 'ExercisesLogged',
    data: { ...place, exerciseLogs, changedAt },
  }),
};
