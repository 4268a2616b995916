import { dateAfter, dateWords, firstOfMonth, lastOfMonth, mondayOf, monthAfter } from '../../words/local-date';

export const RANGE_KINDS = ['week', 'month', 'year'] as const;
export type RangeKind = (typeof RANGE_KINDS)[number];

/** From which date to which, both included. */
export interface Dates {
  readonly from: string;
  readonly to: string;
}

const WEEK_DAYS = 7;
/** What a heatmap shows: a whole year, whatever weekday it begins on. */
const YEAR_WEEKS = 53;

/** The week, the month, or the year of weeks that a date lies in; a year ends with the week of its date. */
export function rangeOf(kind: RangeKind, date: string): Dates {
  const monday = mondayOf(date);
  if (kind === 'month') return { from: firstOfMonth(date), to: lastOfMonth(date) };
  const weeksBack = kind === 'year' ? YEAR_WEEKS - 1 : 0;
  return { from: dateAfter(monday, -weeksBack * WEEK_DAYS), to: dateAfter(monday, WEEK_DAYS - 1) };
}

/** The date that stands for the range before this one, or after it. */
export function dateInNext(kind: RangeKind, date: string, steps: 1 | -1): string {
  if (kind === 'month') return monthAfter(date, steps);
  return dateAfter(date, steps * WEEK_DAYS * (kind === 'year' ? YEAR_WEEKS - 1 : 1));
}

/** The year that a range is shown in: the one that ends today as far as the range lies in it. */
export function yearAround(range: Dates, today: string): Dates {
  const usual = rangeOf('year', today);
  return range.from >= usual.from && range.to <= lastOf(range, usual) ? usual : rangeOf('year', range.to);
}

/** `16 – 22 Nov 2026` and the like. */
export function rangeTitle(kind: RangeKind, { from, to }: Dates): string {
  if (kind === 'month') return dateWords(from, 'month');
  const year = to.slice(0, 4);
  const begins =
    kind === 'year' || from.slice(0, 4) !== year
      ? `${dateWords(from, 'dayAndMonth')} ${from.slice(0, 4)}`
      : dateWords(from, 'dayAndMonth');
  return `${begins} – ${dateWords(to, 'dayAndMonth')} ${year}`;
}

/** The month at hand may end after the last week of the year that is shown. */
function lastOf(range: Dates, year: Dates): string {
  return range.from <= year.to && range.to > year.to ? range.to : year.to;
}
