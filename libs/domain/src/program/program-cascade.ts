import { HOUR, type Told } from '../decider';
import { merged } from './program-merge';
import type { Place, Program, ProgramEvent } from './program-words';
import { workoutAt, workoutsAfter } from './program-workouts';
import { Rejection } from '../rejection';

const DAY = 24 * HOUR;
const DATE_LENGTH = '2026-11-21'.length;

/**
 * The workouts after one that was moved, moved by as many days [P2]. A workout that had no date before was not moved,
 * and one that has none is left alone; so is one that somebody gave a date of its own since.
 */
export function cascade(
  program: Program,
  moved: Place & { readonly scheduledDate: string },
  told: Told,
): readonly ProgramEvent[] {
  const before = workoutAt(program, moved)?.schedule;
  const days = before ? daysBetween(before.scheduledDate, moved.scheduledDate) : 0;
  if (days === 0) return [];
  return workoutsAfter(program, moved).flatMap(({ week, day, schedule }) =>
    schedule ? merged(program, { week, day, scheduledDate: dateAfter(schedule.scheduledDate, days) }, told) : [],
  );
}

/** Dates have no place, so each of their days has 24 hours. */
function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY;
}

function dateAfter(date: string, days: number): string {
  const instant = new Date(Date.parse(date) + days * DAY).toISOString();
  // Years of more than four digits are written with a sign.
  if (!/^\d/.test(instant)) throw new Rejection('program/date-out-of-range');
  return instant.slice(0, DATE_LENGTH);
}
