import { BOUNDARIES_MAX, dayAfter, dayAt, dayFrom } from '../calendar/calendar';
import { day } from './day';
import type { DayFrame, DayRule } from '../calendar/day-rule';
import type { Day, DayCommand, DayEvent, DayWish, LookedUp } from './day-words';
import type { Decider, Instant } from '../decider';

/** The days of one user with a calendar beside them: wishes in, and each is decided with the frames that it needs. */
export function dayByCalendar(tzdataVersion: string): Decider<Day, DayWish, DayEvent> {
  return { ...day, decide: (state, wish) => day.decide(state, lookedUp(state, wish, tzdataVersion)) };
}

/** A wish with what deciding it takes from the zone database. */
export function lookedUp(state: Day, wish: DayWish, tzdataVersion: string): DayCommand {
  const facts: LookedUp = { days: daysFor(state, wish), tzdataVersion };
  return { ...wish, ...facts };
}

function daysFor(state: Day, wish: DayWish): readonly DayFrame[] {
  const rule = ruleAfter(state, wish);
  if (state.status === 'untouched') return [dayAt(wish.at, rule)];
  if (wish.type === 'CloseDay') return daysBegun(state.localDate, wish.receivedAt, rule);
  if (wish.type === 'CheckEnd') return [dayFrom(state.localDate, rule)];
  if (wish.type === 'ChangeSettings') return daysBegun(state.localDate, wish.at, rule);
  return [];
}

/** Bounded: whoever was away for longer is closed a year at a time, because the last day named is over as well. */
function daysBegun(localDate: string, until: Instant, rule: DayRule): readonly DayFrame[] {
  const days = [dayFrom(localDate, rule)];
  for (let last = days[0]; last && last.endsAt <= until && days.length <= BOUNDARIES_MAX; last = days.at(-1)) {
    days.push(dayAfter(last, rule));
  }
  return days;
}

function ruleAfter({ settings }: Day, wish: DayWish): DayRule {
  const { timezone, dailyResetTime } = settings;
  if (wish.type !== 'ChangeSettings') return { timezone, dailyResetTime };
  const { changes } = wish;
  return { timezone: changes.timezone ?? timezone, dailyResetTime: changes.dailyResetTime ?? dailyResetTime };
}
