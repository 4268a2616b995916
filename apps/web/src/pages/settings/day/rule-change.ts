import {
  day as dayDecider,
  dayAt,
  dayByCalendar,
  defaultDaySettings,
  fold,
  fromIso,
  upcomingResets,
  type ConfigurationView,
  type Day,
  type DayRule,
  type Instant,
  type SessionCountView,
} from '@tidemark/domain';

/** What a new zone or reset time does to the day at hand, and when the next days begin by it [D6]. */
export interface RuleChange {
  /** The day that the change would end at once; null where it stays open. */
  readonly ends: string | null;
  /** The day that is at hand after the change, and when it is over. */
  readonly localDate: string;
  readonly endsAt: Instant;
  readonly upcoming: readonly UpcomingReset[];
}

/** As `/api/configuration/upcoming-resets` tells it. */
export interface UpcomingReset {
  /** The date that begins. */
  readonly localDate: string;
  readonly resetAt: string;
}

export type CountShown = Pick<SessionCountView, 'count' | 'localDate' | 'nextResetAt' | 'revision'>;
export type RuleShown = Pick<ConfigurationView, 'timezone' | 'dailyResetTime'>;

export const UPCOMING_SHOWN = 10;
/** Which database of zones was read is for the server to keep. */
const NO_VERSION = '';

/** Decided here by the decider that the server asks, so that nobody has to save a rule to see what it would do [X4]. */
export function changeOfRule(shown: RuleShown, count: CountShown, rule: DayRule, now: Instant): RuleChange {
  const before = dayOf(shown, count, now);
  const wish = { type: 'ChangeSettings', at: now, receivedAt: now, deviceId: null, changes: rule } as const;
  const events = dayByCalendar(NO_VERSION).decide(before, wish);
  const after = fold(dayDecider, before, events);
  const upcoming = upcomingResets(after, now, UPCOMING_SHOWN);
  const { localDate, endsAt } = after.status === 'untouched' ? dayAt(now, rule) : after;
  const ends = events.some(({ type }) => type === 'DayClosed') ? count.localDate : null;
  return { ends, localDate, endsAt, upcoming };
}

/** Of a day its owner is told as much as deciding about its end takes. */
function dayOf({ timezone, dailyResetTime }: RuleShown, count: CountShown, now: Instant): Day {
  const settings = { ...defaultDaySettings, timezone, dailyResetTime };
  const memory = { settings, count: count.count, manualSessionOverride: null };
  const never = { countsFromAt: 0, lastResetAt: null, changedAt: 0 };
  // Somebody of whom nothing was ever heard has no day that could end.
  if (count.revision === 0) return { status: 'untouched', ...memory, ...never };
  const endsAt = fromIso(count.nextResetAt);
  return { status: 'active', ...memory, ...never, localDate: count.localDate, startsAt: Math.min(now, endsAt), endsAt };
}
