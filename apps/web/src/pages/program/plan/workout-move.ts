import type { Place, WorkoutView } from '@tidemark/domain';
import { dateAfter, daysBetween } from '../../../words/local-date';

export interface Moved extends Place {
  readonly from: string | null;
  readonly to: string;
}

/** Another date for a workout, before anybody agreed to it. */
export interface WorkoutMove {
  readonly moved: Moved;
  /** By so many days; 0 where it had no date. */
  readonly days: number;
  /** What would move with it: the later workouts that have dates [P2]. */
  readonly later: readonly Moved[];
}

/** What a new date would do; null where it is the date that the workout has. */
export function moveOf(logs: readonly WorkoutView[], place: Place, to: string): WorkoutMove | null {
  const from = logs.find((log) => isAt(log, place))?.feedback.scheduledDate ?? null;
  if (from === to) return null;
  const days = from === null ? 0 : daysBetween(from, to);
  const later = days === 0 ? [] : logs.flatMap((log) => movedBy(log, place, days));
  return { moved: { ...place, from, to }, days, later };
}

/** `moves 5 later workouts by 2 days`, `… back by 1 day`; empty where there are none. */
export function cascadeWords({ days, later }: WorkoutMove): string {
  if (later.length === 0) return '';
  const what = later.length === 1 ? '1 later workout' : `${later.length} later workouts`;
  const count = Math.abs(days);
  return `moves ${what}${days < 0 ? ' back' : ''} by ${count === 1 ? '1 day' : `${count} days`}`;
}

function movedBy(log: WorkoutView, after: Place, days: number): readonly Moved[] {
  const { week_number: week, day_number: day, feedback } = log;
  const isLater = week > after.week || (week === after.week && day > after.day);
  if (!isLater || feedback.scheduledDate === null) return [];
  return [{ week, day, from: feedback.scheduledDate, to: dateAfter(feedback.scheduledDate, days) }];
}

function isAt({ week_number: week, day_number: day }: WorkoutView, place: Place): boolean {
  return week === place.week && day === place.day;
}
