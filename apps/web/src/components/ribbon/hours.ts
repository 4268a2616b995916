import { HOUR, type DayFrame, type Instant } from '@tidemark/domain';
import { msIntoHour } from '../../words/wall-clock';
import { timeOfDay } from '../../words/words';

/** A full hour on the clock of the day's zone. */
export interface Hour {
  readonly at: Instant;
  readonly label: string;
  /** 6 for every sixth hour, 3 for every third, 1 for the others: the rarer, the longer it stays on a narrow page. */
  readonly every: 1 | 3 | 6;
}

/** No day has ever had more, not even where a date was lived twice. */
const HOURS_MAX = 52;

/** The full hours of a day, both ends included; clocks that are set by half an hour are waited for. */
export function hoursOf({ startsAt, endsAt }: DayFrame, timezone: string): readonly Hour[] {
  const hours: Hour[] = [];
  let at = startsAt;
  for (let looked = 0; looked < HOURS_MAX && at <= endsAt; looked += 1) {
    const intoMs = msIntoHour(at, timezone);
    if (intoMs === 0) hours.push(hourAt(at, at === endsAt, timezone));
    at += HOUR - intoMs;
  }
  return hours;
}

function hourAt(at: Instant, isEnd: boolean, timezone: string): Hour {
  const label = timeOfDay(at, timezone);
  const hour = Number(label.slice(0, 2));
  return { at, label: isEnd && hour === 0 ? '24:00' : label, every: hour % 6 === 0 ? 6 : hour % 3 === 0 ? 3 : 1 };
}
