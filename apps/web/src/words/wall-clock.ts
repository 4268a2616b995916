import { boundaryOf, dayAt, MINUTE, type DayFrame, type DayRule, type Instant } from '@tidemark/domain';
import { timeOfDay } from './words';
import { zoneShown } from './zones';

/** The date on the calendar of that zone, as fields of dates write it. */
export function dateOf(at: Instant, timezone: string): string {
  return dayAt(at, { timezone: zoneShown(timezone), dailyResetTime: 'midnight' }).localDate;
}

/** When a clock of that zone shows this time on this date, the first time where it does so twice; null where never. */
export function instantOf(localDate: string, clockTime: string, timezone: string): Instant | null {
  return boundaryOf(localDate, { timezone: zoneShown(timezone), dailyResetTime: clockTime });
}

/** When the clock shows this time within a day, which may begin at any hour; null where it does not. */
export function instantWithin({ startsAt, endsAt }: DayFrame, clockTime: string, timezone: string): Instant | null {
  const dates = new Set([dateOf(startsAt, timezone), dateOf(endsAt, timezone)]);
  const found = [...dates].map((date) => instantOf(date, clockTime, timezone));
  return found.find((at) => at !== null && startsAt <= at && at <= endsAt) ?? null;
}

/** `00:00–24:00`, or `04:30–04:30` for somebody whose day begins there. */
export function hoursOfDay({ startsAt, endsAt }: DayFrame, { timezone }: DayRule): string {
  const [from, to] = [timeOfDay(startsAt, timezone), timeOfDay(endsAt, timezone)];
  return `${from}–${to === '00:00' ? '24:00' : to}`;
}

/** How far the wall clock is into its hour. */
export function msIntoHour(at: Instant, timezone: string): number {
  return Number(timeOfDay(at, timezone).slice(3)) * MINUTE + (at % MINUTE);
}
