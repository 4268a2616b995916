import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { clockTimeOf, HOUR, type DayFrame, type DayRule, type Instant } from '@tidemark/domain';

const CALCULATOR = join(__dirname, '../../../libs/domain/src/testing/calendar-by-temporal.mjs');
const DATE_LENGTH = '2026-11-21'.length;

/** Dates of one person, both included; the days that they live are to be known. */
export interface DatesAsked extends DayRule {
  readonly from: string;
  readonly to: string;
}

/**
 * The days of these dates, by somebody else's calendar: Temporal, in a process of its own. A date that does not exist in
 * its zone has no day.
 */
export function daysByTemporal(asked: readonly DatesAsked[]): readonly (readonly DayFrame[])[] {
  const dates = asked.map(({ from, to }) => datesBetween(from, dateAfter(to)));
  const questions = asked.flatMap(({ timezone, dailyResetTime }, index) =>
    (dates[index] ?? []).map((localDate) => ({ localDate, timezone, clockTime: clockTimeOf(dailyResetTime) })),
  );
  const answer = execFileSync(process.execPath, [CALCULATOR], { input: JSON.stringify(questions), encoding: 'utf8' });
  const boundaries = JSON.parse(answer) as (Instant | null)[];
  return dates.map((ofOne) => framesOf(ofOne, boundaries.splice(0, ofOne.length)));
}

export function dateAfter(localDate: string): string {
  return new Date(Date.parse(localDate) + 24 * HOUR).toISOString().slice(0, DATE_LENGTH);
}

function datesBetween(from: string, to: string): readonly string[] {
  const dates = [from];
  for (let date = from; date < to; date = dateAfter(date)) dates.push(dateAfter(date));
  return dates;
}

function framesOf(dates: readonly string[], boundaries: readonly (Instant | null)[]): readonly DayFrame[] {
  const begun = dates.flatMap((localDate, index) => {
    const startsAt = boundaries[index] ?? null;
    return startsAt === null ? [] : [{ localDate, startsAt }];
  });
  return begun.slice(0, -1).map((day, index) => ({ ...day, endsAt: begun[index + 1]?.startsAt ?? 0 }));
}
