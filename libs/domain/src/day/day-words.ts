import type { DayFrame, DayRule } from '../calendar/day-rule';
import type { CommandsOf, EventsOf, Instant } from '../decider';
import type { TimerSettings } from '../timer/settings';

// ---- what is said of a day

/** How the page looks. */
export type Theme = 'dark' | 'light' | 'system';

/** What a user may set that has nothing to do with where the day ends. */
export interface Preferences extends TimerSettings {
  readonly theme: Theme;
  readonly soundEnabled: boolean;
  readonly notificationEnabled: boolean;
}

/** All that a user may set [D1]. */
export type DaySettings = Preferences & DayRule;

/** Why a count began anew. */
export type ResetType = 'scheduled_daily' | 'manual_reset' | 'timezone_change' | 'configuration_change';
/** What brought a reset about: its hour, the first look after several hours of it, a new rule, or a wish. */
export type ResetContext = 'boundary' | 'catch_up' | 'rule_change' | 'request';

/** What is kept of every reset [D6] [I-19]. */
export interface Reset {
  readonly resetType: ResetType;
  readonly previousCount: number;
  readonly newCount: 0;
  /** Exactly the boundary, however late it was noticed. */
  readonly resetAt: Instant;
  readonly timezone: string;
  /** The reset time of the rule, as a clock shows it. */
  readonly localResetTime: string;
  /** The date that begins, or goes on where a person asked for the reset. */
  readonly localDate: string;
  readonly tzdataVersion: string;
  readonly deviceId: string | null;
  readonly context: ResetContext;
}

/** Everything that can happen to a day. */
export interface DayEvents {
  /** The first thing that the user did in this day; from here on somebody closes it at its end. */
  DayBegun: DayFrame & { begunAt: Instant; timezone: string; localResetTime: string; tzdataVersion: string };
  /** These days are over, each named once and none left out, and the day of the reset's date has begun [D4]. */
  DayClosed: Reset & { closed: readonly DayFrame[]; startsAt: Instant; endsAt: Instant };
  /** The user set the count back; the day goes on. */
  CountReset: Reset;
  /** The user knows the count better [D3]. */
  CountOverridden: { localDate: string; previousCount: number; count: number; overriddenAt: Instant };
  /** A work session was completed in this day. */
  SessionCounted: { localDate: string; sessionId: string; count: number; completedAt: Instant };
  /** The user set something that has nothing to do with where the day ends. */
  SettingsChanged: { changes: Partial<Preferences>; changedAt: Instant };
  /** Another zone or reset time. `endsAt` is the new end of the day at hand; null before the first day. */
  DayRuleChanged: DayRule & {
    previousTimezone: string;
    previousDailyResetTime: DayRule['dailyResetTime'];
    endsAt: Instant | null;
    changedAt: Instant;
    tzdataVersion: string;
  };
  /** A newer zone database says that the day at hand ends at another instant. */
  DayEndMoved: { localDate: string; endsAt: Instant; movedAt: Instant; tzdataVersion: string };
}

/** One thing that happened to a day. */
export type DayEvent = EventsOf<DayEvents>;

/** What somebody wants of a day. */
export interface DayWishes {
  /** The user did something that counts into the day's statistics, such as starting a session. */
  BeginDay: object;
  CountSession: { readonly sessionId: string; readonly completedAt: Instant };
  OverrideCount: { readonly count: number };
  ResetCount: object;
  ChangeSettings: { readonly changes: Partial<DaySettings> };
  /** The zone database may be a newer one than the day was planned by. */
  CheckEnd: object;
  /** The boundary came; `receivedAt` says up to when days are over. */
  CloseDay: object;
}

/** What was looked up for a wish, because deciding reads no zone database. */
export interface LookedUp {
  /** By the rule that holds after the command: the day of the date at hand, and every later one begun by now. */
  readonly days: readonly DayFrame[];
  readonly tzdataVersion: string;
}

type Wishes = { [Type in keyof DayWishes]: DayWishes[Type] & { readonly deviceId: string | null } };
/** One wish, before anything was looked up for it. */
export type DayWish = CommandsOf<Wishes>;
/** One wish, with all that deciding needs. */
export type DayCommand = CommandsOf<{ [Type in keyof Wishes]: Wishes[Type] & LookedUp }>;

// ---- state

/** What a day remembers whatever it does. */
export interface DayMemory {
  readonly settings: DaySettings;
  readonly count: number;
  readonly manualSessionOverride: number | null;
  /** Sessions that were completed earlier are in the count already, or belong to a day that is over. */
  readonly countsFromAt: Instant;
  /** When a day last ended; a reset that the user asked for is none of these. */
  readonly lastResetAt: Instant | null;
  /** When anything last happened here. */
  readonly changedAt: Instant;
}

/** Where a day stands, as a union of situations. */
export type Day =
  /** Nobody ever did anything, so there is no day to close. */
  | ({ readonly status: 'untouched' } & DayMemory)
  /** The day goes by without the user, and is closed before whatever they do next. */
  | ({ readonly status: 'resting' } & DayFrame & DayMemory)
  /** The user was here, so the day is closed at its end, whoever is there. */
  | ({ readonly status: 'active' } & DayFrame & DayMemory);

/** A day with a date. */
export type DatedDay = Exclude<Day, { status: 'untouched' }>;
