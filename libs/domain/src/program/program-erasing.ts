import { bare, type Erasing } from '../account/erasing';
import type { ProgramEvents } from './program-words';

/** When which workout was done stays, and what was done in it goes. */
export const programErasing: Erasing<ProgramEvents> = {
  WorkoutCompleted: bare,
  WorkoutUncompleted: bare,
  IntensityRated: bare,
  WorkoutScheduled: bare,
  ExercisesLogged: (data) => ({ ...data, exerciseLogs: '[]' }),
};
