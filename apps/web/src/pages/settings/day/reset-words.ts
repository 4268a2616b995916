import { HOUR, MINUTE, clockTimeOf, dayAt, fromIso, lengthMs, type DayRule, type Instant } from '@tidemark/domain';
import { dateWords } from '../../../words/local-date';
import { span, timeOfDay } from '../../../words/words';
import type { RuleChange, UpcomingReset } from './rule-change';

/** One reset that is to come, in words. */
export interface ResetLine {
  readonly key: string;
  readonly day: string;
  readonly time: string;
  readonly away: string;
  /** What is unusual about it; nothing on most days. */
  readonly note: string | null;
}

const USUAL_DAY_MS = 24 * HOUR;

/** `Sun 22 Nov`, `00:00`, `in 7 h 12 min`, and whatever the clocks do on that day. */
export function resetLines(upcoming: readonly UpcomingReset[], rule: DayRule, now: Instant): readonly ResetLine[] {
  return upcoming.map(({ localDate, resetAt }) => {
    const at = fromIso(resetAt);
    return {
      key: resetAt,
      day: dateWords(localDate, 'short'),
      time: timeOfDay(at, rule.timezone),
      away: `in ${span(Math.max(MINUTE, at - now))}`,
      note: noteOn(at, rule),
    };
  });
}

/** What saving a rule does to the day at hand [D6]. */
export function changeWords({ ends, localDate, endsAt }: RuleChange, rule: DayRule): string {
  const until = `${timeOfDay(endsAt, rule.timezone)} on ${dateWords(dateAt(endsAt, rule), 'short')}`;
  if (ends === null) return `Your day, ${dateWords(localDate, 'short')}, stays open until ${until}.`;
  const over = `Your day, ${dateWords(ends, 'short')}, ends now and its count is kept.`;
  return `${over} ${dateWords(localDate, 'short')} begins at once and goes on until ${until}.`;
}

/** `Your day runs 00:00–24:00.` */
export function dayWords({ dailyResetTime }: Pick<DayRule, 'dailyResetTime'>): string {
  const time = clockTimeOf(dailyResetTime);
  return time === '00:00' ? 'Your day runs 00:00–24:00.' : `Your day runs from ${time} to ${time}.`;
}

function noteOn(at: Instant, rule: DayRule): string | null {
  const begins = dayAt(at, rule);
  const length = lengthMs(begins) === USUAL_DAY_MS ? null : `begins a day of ${span(lengthMs(begins))}`;
  const isMoved = timeOfDay(at, rule.timezone) !== clockTimeOf(rule.dailyResetTime);
  const gap = isMoved ? `clocks skip ${clockTimeOf(rule.dailyResetTime)} that day` : null;
  return [gap, length].filter((part) => part !== null).join('; ') || null;
}

/** The date on the wall, which is what somebody reads beside a time. */
function dateAt(at: Instant, { timezone }: DayRule): string {
  return dayAt(at, { timezone, dailyResetTime: 'midnight' }).localDate;
}
