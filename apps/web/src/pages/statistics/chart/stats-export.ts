import type { DayStats } from '../answer/day-stats';

const COLUMNS = [
  'date',
  'timezone',
  'workSessionsCompleted',
  'totalWorkSeconds',
  'totalBreakSeconds',
  'totalClockedSeconds',
  'lengthSeconds',
  'manualOverrides',
  'final',
] as const satisfies readonly (keyof DayStats)[];

/** A file for a spreadsheet. None of these values has a comma, a quote or a line in it. */
export function csvOf(days: readonly DayStats[]): string {
  return [COLUMNS.join(','), ...days.map((day) => COLUMNS.map((column) => day[column]).join(',')), ''].join('\r\n');
}

/** The days as the server told them. */
export function jsonOf(days: readonly DayStats[]): string {
  return `${JSON.stringify({ items: days }, null, 2)}\n`;
}
