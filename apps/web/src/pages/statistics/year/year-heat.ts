import { HOUR, SECOND } from '@tidemark/domain';
import { dateAfter, datesFrom, dateWords, weekdayOf } from '../../../words/local-date';
import type { StatsByDate } from '../answer/day-stats';
import type { Dates } from '../stats-range';

export const HEAT_LEVELS = [0, 1, 2, 3, 4] as const;
export type HeatLevel = (typeof HEAT_LEVELS)[number];

export interface HeatCell {
  readonly date: string;
  /** Null where there is nothing to tell: the day is still to come, or nobody was there yet. */
  readonly level: HeatLevel | null;
}

/** The name of a month over the column in which it begins. */
export interface HeatMonth {
  readonly column: number;
  readonly name: string;
}

const WEEK_DAYS = 7;
/** A name needs as much room as three columns have. */
const COLUMNS_PER_NAME = 3;
/** From so much work on a day is a step darker: anything, an hour, three hours, five hours. */
const STEPS_MS = [1, HOUR, 3 * HOUR, 5 * HOUR] as const;

/** A year as columns of weeks, Monday first. */
export function heatWeeks(year: Dates, stats: StatsByDate): readonly (readonly HeatCell[])[] {
  const cells = datesFrom(year.from, year.to).map((date) => ({ date, level: levelOf(date, stats) }));
  return Array.from({ length: Math.ceil(cells.length / WEEK_DAYS) }, (_, week) =>
    cells.slice(week * WEEK_DAYS, (week + 1) * WEEK_DAYS),
  );
}

/** Where months begin; the first one only where its name has room before the next. */
export function heatMonths(year: Dates): readonly HeatMonth[] {
  const mondays = datesFrom(year.from, year.to).filter((date) => weekdayOf(date) === 0);
  const begins = mondays.flatMap((monday, column) => {
    const isFirst = column === 0 || monday.slice(0, 7) !== mondays[column - 1]?.slice(0, 7);
    return isFirst ? [{ column, name: dateWords(monday, 'monthOnly') }] : [];
  });
  return begins.filter(({ column }, nth) => (begins[nth + 1]?.column ?? Infinity) - column >= COLUMNS_PER_NAME);
}

const moves: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  ArrowLeft: -WEEK_DAYS,
  ArrowRight: WEEK_DAYS,
};

/** Where a key leads from a day of the year; null for keys that lead nowhere, and over the edge. */
export function dateByKey(key: string, date: string, { from, to }: Dates): string | null {
  if (key === 'Home') return from;
  if (key === 'End') return to;
  if (key === 'PageUp' || key === 'PageDown')
    return within(dateAfter(date, key === 'PageUp' ? -4 * WEEK_DAYS : 4 * WEEK_DAYS), { from, to });
  const move = moves[key];
  return move === undefined ? null : within(dateAfter(date, move), { from, to });
}

function within(date: string, { from, to }: Dates): string | null {
  return from <= date && date <= to ? date : null;
}

function levelOf(date: string, stats: StatsByDate): HeatLevel | null {
  const day = stats.get(date);
  if (!day) return null;
  const workMs = day.totalWorkSeconds * SECOND;
  return STEPS_MS.filter((step) => workMs >= step).length as HeatLevel;
}
