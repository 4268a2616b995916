import { HOUR } from '@tidemark/domain';

const DAY = 24 * HOUR;
const DATE_LENGTH = '2026-11-21'.length;
const MONTH_LENGTH = '2026-11'.length;

/** Local dates are text, have no place and no hours, and compare as text: `2026-11-21`. */
export function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, DATE_LENGTH);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** Every date from one to another, both included. */
export function datesFrom(from: string, to: string): readonly string[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, nth) => dateAfter(from, nth));
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(date: string): number {
  return (new Date(date).getUTCDay() + 6) % 7;
}

/** The Monday of the week of a date. */
export function mondayOf(date: string): string {
  return dateAfter(date, -weekdayOf(date));
}

export function firstOfMonth(date: string): string {
  return `${date.slice(0, MONTH_LENGTH)}-01`;
}

export function lastOfMonth(date: string): string {
  return dateAfter(monthAfter(date, 1), -1);
}

/** The first day of the month that is so many months later. */
export function monthAfter(date: string, months: number): string {
  const first = new Date(firstOfMonth(date));
  first.setUTCMonth(first.getUTCMonth() + months);
  return first.toISOString().slice(0, DATE_LENGTH);
}

const words = {
  short: formatter({ weekday: 'short', day: 'numeric', month: 'short' }),
  long: formatter({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  dayAndMonth: formatter({ day: 'numeric', month: 'short' }),
  month: formatter({ month: 'long', year: 'numeric' }),
  monthOnly: formatter({ month: 'short' }),
  weekday: formatter({ weekday: 'short' }),
};

/** A date as it is read: `short` is `Sat 21 Nov`, `long` is `Saturday 21 November 2026`. */
export function dateWords(date: string, form: keyof typeof words): string {
  return words[form].format(Date.parse(date)).replaceAll(',', '');
}

function formatter(parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: 'UTC' });
}
