import type { Intensity, WorkoutView } from '@tidemark/domain';

/** A workout as the server tells it, for examples in specs. */
export function exampleLog(week: number, day: number, change: Partial<WorkoutView> = {}): WorkoutView {
  return {
    ...{ week_number: week, day_number: day, completed: false, completed_at: null },
    ...{ feedback: { intensityRating: null, scheduledDate: null }, exercise_logs: [], updated_at: null },
    ...change,
  };
}

/** The same with a date. */
export function plannedLog(week: number, day: number, scheduledDate: string, intensityRating: Intensity | null = null) {
  return exampleLog(week, day, { feedback: { intensityRating, scheduledDate } });
}
