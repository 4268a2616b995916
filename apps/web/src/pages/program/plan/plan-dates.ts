import type { Place, WorkoutView } from '@tidemark/domain';
import { dateAfter, mondayOf } from '../../../words/local-date';
import type { WorkoutMove } from './workout-move';
import { placeName } from '../tiles/workout-tiles';

export const CALENDAR_WEEKS = 6;
const WEEK_DAYS = 7;

/** A workout on its date; `moving` away from it, or a `ghost` where it would be. */
export interface Chip extends Place {
  readonly key: string;
  readonly isDone: boolean;
  readonly part: 'settled' | 'moving' | 'ghost';
}

/** So many weeks of dates, Monday first. */
export function calendarWeeks(monday: string): readonly (readonly string[])[] {
  return Array.from({ length: CALENDAR_WEEKS }, (_, week) =>
    Array.from({ length: WEEK_DAYS }, (__, day) => dateAfter(monday, week * WEEK_DAYS + day)),
  );
}

/** Where the calendar opens: at this week, or at that of the next open workout where it lies beyond what is shown. */
export function firstMonday(logs: readonly WorkoutView[], today: string): string {
  const open = logs.flatMap(({ completed, feedback }) => (completed ? [] : (feedback.scheduledDate ?? []))).sort();
  const next = open.find((date) => date >= today) ?? open.at(-1) ?? today;
  const thisMonday = mondayOf(today);
  const isShown = thisMonday <= next && next < dateAfter(thisMonday, CALENDAR_WEEKS * WEEK_DAYS);
  return isShown ? thisMonday : mondayOf(next);
}

/** The workouts by date, as they are and as they would be. */
export function chipsByDate(
  logs: readonly WorkoutView[],
  proposal: WorkoutMove | null,
): ReadonlyMap<string, readonly Chip[]> {
  const moved = new Map(
    [proposal?.moved, ...(proposal?.later ?? [])].flatMap((each) =>
      each ? [[placeName(each.week, each.day), each.to] as const] : [],
    ),
  );
  const chips = new Map<string, Chip[]>();
  const put = (date: string, chip: Chip) => chips.set(date, [...(chips.get(date) ?? []), chip]);
  for (const { week_number: week, day_number: day, completed: isDone, feedback } of logs) {
    const key = placeName(week, day);
    const to = moved.get(key);
    if (feedback.scheduledDate !== null) {
      put(feedback.scheduledDate, { week, day, key, isDone, part: to === undefined ? 'settled' : 'moving' });
    }
    if (to !== undefined) put(to, { week, day, key, isDone, part: 'ghost' });
  }
  return chips;
}

const keyDays: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -WEEK_DAYS,
  ArrowDown: WEEK_DAYS,
};

/** By how many days a key moves a workout while shift is held. */
export function daysByKey(key: string): number | null {
  return keyDays[key] ?? null;
}
