import { BOUNDARIES_MAX, COUNT_MAX, SECOND } from '@tidemark/domain';
import type { DayEvent, DaySettings, DayWish, ResetTime, Theme } from '@tidemark/domain';
import type { CommandContract, Given, QueryContract, Route, StreamContract } from './contract';
import {
  Described,
  Flag,
  ListOf,
  LocalDate,
  LocalTimeOfReset,
  Moment,
  Nested,
  Nullable,
  OneOf,
  Optional,
  Whole,
  Zone,
  type Shape,
} from './fields';
import { CommandDto, NoQueryDto, PlainCommandDto } from './spoken';
import { SESSION_SECONDS_MAX } from './timer.contract';

/** How the page may look. */
export const THEMES = ['dark', 'light', 'system'] as const;
/** What makes a count begin anew. */
export const RESET_TYPES = ['scheduled_daily', 'manual_reset', 'timezone_change', 'configuration_change'] as const;
/** Nobody works longer without a long break. */
export const LONG_BREAK_INTERVAL_MAX = 100;
const UPCOMING_USUAL = 10;

// ---- what may be said

/** Any subset of what a user may set. */
export class ConfigureDto extends CommandDto {
  @Optional() @OneOf(THEMES) theme?: Theme;
  @Optional() @Whole(1, SESSION_SECONDS_MAX, 'Seconds.') workDuration?: number;
  @Optional() @Whole(1, SESSION_SECONDS_MAX, 'Seconds.') shortBreakDuration?: number;
  @Optional() @Whole(1, SESSION_SECONDS_MAX, 'Seconds.') longBreakDuration?: number;
  @Optional() @Whole(1, LONG_BREAK_INTERVAL_MAX) longBreakInterval?: number;
  @Optional() @Flag() autoStartWork?: boolean;
  @Optional() @Flag() autoStartBreak?: boolean;
  @Optional() @Flag() soundEnabled?: boolean;
  @Optional() @Flag() notificationEnabled?: boolean;
  @Optional() @Zone() timezone?: string;
  @Optional() @LocalTimeOfReset() dailyResetTime?: ResetTime;
}

/** Where the user lives from now on. */
export class ChangeTimezoneDto extends CommandDto {
  @Zone() timezone!: string;
}

/** When the day of the user ends from now on. */
export class ChangeResetTimeDto extends CommandDto {
  @LocalTimeOfReset() dailyResetTime!: ResetTime;
}

/** The count as the user says it is. */
export class OverrideCountDto extends CommandDto {
  @Whole(0, COUNT_MAX) count!: number;
}

/** How far to look ahead. */
export class UpcomingResetsQueryDto {
  @Optional() @Whole(1, BOUNDARIES_MAX, `How many; ${UPCOMING_USUAL} unless told.`) n?: number;
}

// ---- what is answered

/** One reset, and what it did [D6]. */
export class ResetShown {
  @OneOf(RESET_TYPES) resetType!: string;
  @Whole(0, COUNT_MAX) previousCount!: number;
  @Whole(0, COUNT_MAX) newCount!: number;
  @Moment() resetTimestamp!: string;
  @Zone() userTimezone!: string;
  @Described({ type: 'string', examples: ['00:00'] }) localResetTime!: string;
  @LocalDate('The date that began.') localDate!: string;
  @Nullable() @Described({ type: 'string' }) deviceId!: string | null;
  @OneOf(['boundary', 'catch_up', 'rule_change', 'request']) context!: string;
}

/** All that a user may set, and when their day ends next. */
export class ConfigurationShown {
  @OneOf(THEMES) theme!: string;
  @Whole(1, SESSION_SECONDS_MAX) workDuration!: number;
  @Whole(1, SESSION_SECONDS_MAX) shortBreakDuration!: number;
  @Whole(1, SESSION_SECONDS_MAX) longBreakDuration!: number;
  @Whole(1, LONG_BREAK_INTERVAL_MAX) longBreakInterval!: number;
  @Flag() autoStartWork!: boolean;
  @Flag() autoStartBreak!: boolean;
  @Flag() soundEnabled!: boolean;
  @Flag() notificationEnabled!: boolean;
  @Zone() timezone!: string;
  @Described({
    type: 'string',
    description: 'The name under which the zone is known, whichever of its names was given.',
  })
  canonicalTimezone!: string;
  @LocalTimeOfReset() dailyResetTime!: ResetTime;
  @Nullable() @Moment() lastDailyReset!: string | null;
  @Moment() nextResetAt!: string;
  @Optional() @Nested(() => ResetShown) reset?: ResetShown;
  @Whole(0, Number.MAX_SAFE_INTEGER, 'Per user, only grows.') revision!: number;
}

/** How many sessions the day of the user has had. */
export class SessionCountShown {
  @Whole(0, COUNT_MAX) count!: number;
  @Nullable() @Whole(0, COUNT_MAX) manualSessionOverride!: number | null;
  @LocalDate() localDate!: string;
  @Moment() nextResetAt!: string;
  @Whole(0, Number.MAX_SAFE_INTEGER, 'Per user, only grows.') revision!: number;
}

/** All that clients follow of a day. */
export class DayShown {
  @Nested(() => ConfigurationShown) configuration!: ConfigurationShown;
  @Nested(() => SessionCountShown) sessionCount!: SessionCountShown;
}

/** A day that is to come. */
export class UpcomingResetShown {
  @LocalDate('The date that begins.') localDate!: string;
  @Moment() resetAt!: string;
}

/** The next days, in order. */
export class UpcomingResetsShown {
  @ListOf(() => UpcomingResetShown) items!: UpcomingResetShown[];
}

// ---- how it is said

const OUT_OF_RANGE = 'day/at-out-of-range';

function command<Dto extends CommandDto>(
  name: string,
  summary: string,
  route: Route,
  body: new () => Dto,
  answer: Shape,
  decides: DayWish['type'],
  toCommand: (dto: Dto, given: Given) => DayWish,
): CommandContract<Dto, DayWish> {
  return { name, summary, route, body, answer, rejections: [OUT_OF_RANGE], decides, toCommand };
}

const told = ({ at, receivedAt, deviceId }: Given) => ({ at, receivedAt, deviceId });

const changing = (changes: Partial<DaySettings>, given: Given): DayWish => ({
  type: 'ChangeSettings',
  ...told(given),
  changes,
});

const commands = [
  command(
    'configuration/set',
    'Change any of the settings.',
    { method: 'put', path: '/api/configuration' },
    ConfigureDto,
    ConfigurationShown,
    'ChangeSettings',
    (dto, given) => changing(settingsOf(dto), given),
  ),
  command(
    'configuration/timezone',
    'Change the zone in which days are counted.',
    { method: 'put', path: '/api/configuration/timezone' },
    ChangeTimezoneDto,
    ConfigurationShown,
    'ChangeSettings',
    ({ timezone }, given) => changing({ timezone }, given),
  ),
  command(
    'configuration/reset-time',
    'Change the hour at which a day begins.',
    { method: 'put', path: '/api/configuration/reset-time' },
    ChangeResetTimeDto,
    ConfigurationShown,
    'ChangeSettings',
    ({ dailyResetTime }, given) => changing({ dailyResetTime }, given),
  ),
  command(
    'session-count/set',
    'Set the count of sessions of the day.',
    { method: 'put', path: '/api/session-count' },
    OverrideCountDto,
    SessionCountShown,
    'OverrideCount',
    ({ count }, given) => ({ type: 'OverrideCount', ...told(given), count }),
  ),
  command(
    'session-count/reset',
    'Set the count back to nothing; the day goes on.',
    { method: 'post', path: '/api/session-count/reset' },
    PlainCommandDto,
    SessionCountShown,
    'ResetCount',
    (_, given) => ({ type: 'ResetCount', ...told(given) }),
  ),
];

const queries: QueryContract[] = [
  query('configuration/view', 'The settings.', '/api/configuration', NoQueryDto, ConfigurationShown),
  query('session-count/view', 'The count of sessions of the day.', '/api/session-count', NoQueryDto, SessionCountShown),
  query(
    'configuration/upcoming-resets',
    'When the next days begin.',
    '/api/configuration/upcoming-resets',
    UpcomingResetsQueryDto,
    UpcomingResetsShown,
  ),
];

/** Everything the outside may say about settings, the count and the local day. */
export const dayContract: StreamContract<DayWish> = {
  category: 'day',
  revision: 'day',
  kinds: ['configuration', 'sessionCount'],
  kindsOf: (eventType) => changedBy[eventType as DayEvent['type']] ?? [],
  commands,
  queries,
};

/** Both views tell when the day ends. */
const changedBy: Readonly<Record<DayEvent['type'], readonly (keyof DayShown)[]>> = {
  DayBegun: ['sessionCount'],
  DayClosed: ['configuration', 'sessionCount'],
  CountReset: ['sessionCount'],
  CountOverridden: ['sessionCount'],
  SessionCounted: ['sessionCount'],
  SettingsChanged: ['configuration'],
  DayRuleChanged: ['configuration', 'sessionCount'],
  DayEndMoved: ['configuration', 'sessionCount'],
};

function query(name: string, summary: string, path: string, asked: Shape, answer: Shape): QueryContract {
  return { name, summary, route: { method: 'get', path }, query: asked, answer };
}

function settingsOf(dto: ConfigureDto): Partial<DaySettings> {
  const { commandId: _id, at: _at, workDuration, shortBreakDuration, longBreakDuration, ...same } = dto;
  const settings = {
    ...same,
    workMs: inMs(workDuration),
    shortBreakMs: inMs(shortBreakDuration),
    longBreakMs: inMs(longBreakDuration),
  };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function inMs(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * SECOND;
}
