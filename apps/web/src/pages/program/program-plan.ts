import type { Place } from '@tidemark/domain';
import { dateAfter, mondayOf } from '../../words/local-date';

/** Half a year; a longer plan is made in pieces. */
export const PLAN_WEEKS_MAX = 26;
const WEEK_DAYS = 7;

export interface Plan {
  readonly weeks: number;
  /** Which weekdays, 0 for Monday. */
  readonly weekdays: readonly number[];
  /** The first day on which there may be a workout. */
  readonly from: string;
}

export interface PlannedWorkout extends Place {
  readonly date: string;
}

/** A date for every workout. The first week is whole, so it begins on the first Monday from which none has passed. */
export function workoutsOfPlan({ weeks, weekdays, from }: Plan): readonly PlannedWorkout[] {
  const days = [...new Set(weekdays)].sort((one, other) => one - other);
  const thisMonday = mondayOf(from);
  const isWhole = days.every((weekday) => dateAfter(thisMonday, weekday) >= from);
  const begins = isWhole ? thisMonday : dateAfter(thisMonday, WEEK_DAYS);
  return Array.from({ length: Math.min(weeks, PLAN_WEEKS_MAX) }, (_, week) =>
    days.map((weekday, nth) => ({ week: week + 1, day: nth + 1, date: dateAfter(begins, week * WEEK_DAYS + weekday) })),
  ).flat();
}
