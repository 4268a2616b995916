import { HOUR, SECOND } from '@tidemark/domain';
import { dateAfter, datesFrom, dateWords, weekdayOf } from '../../../words/local-date';
import type { DayStats, StatsByDate } from '../answer/day-stats';
import type { Dates, RangeKind } from '../stats-range';

/** One bar: a day, or in a year a week. */
export interface Bar {
  /** The date that it stands for; of a week its Monday. */
  readonly date: string;
  readonly name: string;
  readonly workHours: number;
  readonly breakHours: number;
  readonly sessions: number;
  /** Some of it goes on. */
  readonly isOpen: boolean;
}

const WEEK_DAYS = 7;
const HOUR_SECONDS = HOUR / SECOND;

/** The bars of a range, a place for each day or week of it, also where nothing is known. */
export function barsOf(kind: RangeKind, { from, to }: Dates, stats: StatsByDate): readonly Bar[] {
  const dates = datesFrom(from, to);
  if (kind !== 'year') return dates.map((date) => bar(date, nameOf(kind, date), [date], stats));
  const mondays = dates.filter((date) => weekdayOf(date) === 0);
  return mondays.map((monday) => {
    const week = datesFrom(monday, dateAfter(monday, WEEK_DAYS - 1));
    return bar(monday, dateWords(monday, 'dayAndMonth'), week, stats);
  });
}

function nameOf(kind: RangeKind, date: string): string {
  return kind === 'week' ? dateWords(date, 'weekday') : String(Number(date.slice(8)));
}

function bar(date: string, name: string, dates: readonly string[], stats: StatsByDate): Bar {
  const days = dates.flatMap((each) => stats.get(each) ?? []);
  const sum = (of: (day: DayStats) => number) => days.reduce((total, day) => total + of(day), 0);
  return {
    date,
    name,
    workHours: sum(({ totalWorkSeconds }) => totalWorkSeconds) / HOUR_SECONDS,
    breakHours: sum(({ totalBreakSeconds }) => totalBreakSeconds) / HOUR_SECONDS,
    sessions: sum(({ workSessionsCompleted }) => workSessionsCompleted),
    isOpen: days.some(({ final }) => !final),
  };
}
