import { HOUR, MINUTE, SECOND } from '@tidemark/domain';
import { datesFrom, weekdayOf } from '../../../words/local-date';
import type { DayStats } from './day-stats';
import type { Dates } from '../stats-range';

const WORK_SECONDS = (25 * MINUTE) / SECOND;
const BREAK_SECONDS = (5 * MINUTE) / SECOND;
const DAY_SECONDS = (24 * HOUR) / SECOND;
const SESSIONS_MAX = 13;
const SATURDAY = 5;

/** A year of somebody who does not exist, the same each time, for whoever wants to see what will stand here. */
export function exampleYear({ from }: Dates, today: string): readonly DayStats[] {
  return datesFrom(from, today).map((date, nth) => {
    const swing = Math.sin(nth / 23) + Math.sin(nth * 1.7) + Math.cos(nth * 0.61);
    const usual = weekdayOf(date) < SATURDAY ? 7 : 1;
    const sessions = Math.max(0, Math.min(SESSIONS_MAX, Math.round(usual + swing * 2.2)));
    return {
      date,
      timezone: 'UTC',
      workSessionsCompleted: sessions,
      totalWorkSeconds: sessions * WORK_SECONDS,
      totalBreakSeconds: sessions * BREAK_SECONDS,
      totalClockedSeconds: 0,
      lengthSeconds: DAY_SECONDS,
      manualOverrides: 0,
      final: date !== today,
    };
  });
}
