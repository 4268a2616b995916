/** One day as `/api/stats/daily` tells it; seconds, because that is how it is told. */
export interface DayStats {
  readonly date: string;
  readonly timezone: string;
  readonly workSessionsCompleted: number;
  readonly totalWorkSeconds: number;
  readonly totalBreakSeconds: number;
  readonly totalClockedSeconds: number;
  readonly lengthSeconds: number;
  readonly manualOverrides: number;
  /** False for the day that goes on. */
  readonly final: boolean;
}

/** The days of an answer by their dates. */
export type StatsByDate = ReadonlyMap<string, DayStats>;

export function statsByDate(items: readonly DayStats[]): StatsByDate {
  return new Map(items.map((day) => [day.date, day]));
}

/** Of the days that were told, those from one date to another, in order. */
export function daysWithin(items: readonly DayStats[], from: string, to: string): readonly DayStats[] {
  return items.filter(({ date }) => from <= date && date <= to);
}
