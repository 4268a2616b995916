import { unreachable, type Decider } from '../decider';
import { cascade } from './program-cascade';
import { merged } from './program-merge';
import { synced } from './program-sync';
import type { Program, ProgramCommand, ProgramEvent } from './program-words';
import { withWorkout } from './program-workouts';

/** The progress of one user in one training program: what was done, how it felt, and when the rest is due. */
export const program: Decider<Program, ProgramCommand, ProgramEvent> = {
  category: 'program',
  initial: { weeks: {}, bytes: 0 },
  decide,
  evolve,
  // Each field keeps when it was changed, so work done offline finds its place behind whatever was heard since.
  notBefore: () => Number.NEGATIVE_INFINITY,
  bytesOf: ({ bytes }) => bytes,
};

// ---- decide

function decide(program: Program, command: ProgramCommand): readonly ProgramEvent[] {
  switch (command.type) {
    case 'CompleteWorkout':
    case 'RateIntensity':
    case 'LogExercises':
      return merged(program, command, command);
    case 'ScheduleWorkout': {
      const moved = merged(program, command, command);
      // Where somebody gave the workout a newer date, it is not moved, and neither is any other.
      return command.cascade && moved.length > 0 ? [...moved, ...cascade(program, command, command)] : moved;
    }
    case 'SyncWorkouts':
      return synced({ evolve }, program, command).flatMap(({ events }) => events);
    default:
      return unreachable(command);
  }
}

// ---- evolve

function evolve(program: Program, event: ProgramEvent): Program {
  switch (event.type) {
    case 'WorkoutCompleted': {
      const { completedAt, changedAt } = event.data;
      return withWorkout(program, event.data, { completion: { completedAt, changedAt } });
    }
    case 'WorkoutUncompleted':
      return withWorkout(program, event.data, {
        completion: { completedAt: null, changedAt: event.data.changedAt },
      });
    case 'IntensityRated': {
      const { intensity, changedAt } = event.data;
      return withWorkout(program, event.data, { rating: { intensity, changedAt } });
    }
    case 'WorkoutScheduled': {
      const { scheduledDate, changedAt } = event.data;
      return withWorkout(program, event.data, { schedule: { scheduledDate, changedAt } });
    }
    case 'ExercisesLogged': {
      const { exerciseLogs, changedAt } = event.data;
      return withWorkout(program, event.data, { exercises: { exerciseLogs, changedAt } });
    }
    default:
      return unreachable(event);
  }
}
