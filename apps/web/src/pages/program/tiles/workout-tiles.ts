import type { Entry } from '@tidemark/client';
import { PROGRAM_DAYS_MAX, PROGRAM_WEEKS_MAX, type Intensity, type WorkoutView } from '@tidemark/domain';

/** A workout as its tile shows it. */
export interface Tile {
  readonly week: number;
  readonly day: number;
  readonly state: 'done' | 'planned' | 'open';
  readonly scheduledDate: string | null;
  readonly intensity: Intensity | null;
  readonly hasExercises: boolean;
  /** What is said of it here and is not on the server [X7]. */
  readonly mark: Mark | null;
}

export type Mark = 'waiting' | 'refused';

/** So many weeks and days are shown, whatever is known of them. */
export interface Extent {
  readonly weeks: number;
  readonly days: number;
}

/** As far as anything is known of a program, and a first week where nothing is. */
export function extentOf(logs: readonly WorkoutView[]): Extent {
  return {
    weeks: Math.max(1, ...logs.map(({ week_number: week }) => week)),
    days: Math.max(1, ...logs.map(({ day_number: day }) => day)),
  };
}

/** Never less than is known, and never more than a program may have. */
export function extentWith(known: Extent, wished: Extent): Extent {
  return {
    weeks: Math.min(PROGRAM_WEEKS_MAX, Math.max(known.weeks, wished.weeks)),
    days: Math.min(PROGRAM_DAYS_MAX, Math.max(known.days, wished.days)),
  };
}

/** The tiles of a program, week by week. */
export function tileRows(
  logs: readonly WorkoutView[],
  { weeks, days }: Extent,
  marks: ReadonlyMap<string, Mark>,
): readonly (readonly Tile[])[] {
  const known = new Map(logs.map((log) => [placeName(log.week_number, log.day_number), log]));
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: days }, (__, day) => {
      const name = placeName(week + 1, day + 1);
      return tileOf(week + 1, day + 1, known.get(name), marks.get(name) ?? null);
    }),
  );
}

/** Which workouts of a program have something that the server does not have yet, or never took. */
export function marksOf(programId: string, pending: readonly Entry[], refused: readonly Entry[]) {
  const marks = new Map<string, Mark>();
  const mark = (entries: readonly Entry[], as: Mark) => {
    for (const { name, data } of entries) {
      if (!name.startsWith('progress/') || data['programId'] !== programId) continue;
      if (data['week_number'] !== undefined) marks.set(placeName(data['week_number'], data['day_number']), as);
    }
  };
  mark(pending, 'waiting');
  mark(refused, 'refused');
  return marks;
}

/** How a workout is called on the page and by the marks: `2.3`. */
export function placeName(week: unknown, day: unknown): string {
  return `${week}.${day}`;
}

function tileOf(week: number, day: number, log: WorkoutView | undefined, mark: Mark | null): Tile {
  const scheduledDate = log?.feedback.scheduledDate ?? null;
  return {
    ...{ week, day, scheduledDate, mark },
    state: log?.completed ? 'done' : scheduledDate === null ? 'open' : 'planned',
    intensity: log?.feedback.intensityRating ?? null,
    hasExercises: (log?.exercise_logs.length ?? 0) > 0,
  };
}
