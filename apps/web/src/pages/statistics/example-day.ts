import { HOUR, SECOND } from '@tidemark/domain';
import type { DayStats } from './answer/day-stats';

/** So many hours in the seconds that the server tells. */
export function hours(count: number): number {
  return (count * HOUR) / SECOND;
}

/** A day on which nothing was done, for examples in specs. */
export function exampleDay(date: string, change: Partial<DayStats> = {}): DayStats {
  return {
    ...{ date, timezone: 'Europe/Berlin', lengthSeconds: hours(24), manualOverrides: 0, final: true },
    ...{ workSessionsCompleted: 0, totalWorkSeconds: 0, totalBreakSeconds: 0, totalClockedSeconds: 0 },
    ...change,
  };
}

/** A day with so many sessions of an hour. */
export function workedDay(date: string, count = 1): DayStats {
  const seconds = { totalWorkSeconds: hours(count), totalBreakSeconds: hours(count) / 4 };
  return exampleDay(date, { workSessionsCompleted: count, ...seconds });
}
