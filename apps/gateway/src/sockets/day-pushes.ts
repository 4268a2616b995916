import type { ConfigurationShown, DayShown, SessionCountShown } from '@tidemark/contracts';
import { fromWire, type DayEvents } from '@tidemark/domain';

/** An event that devices hear right after the `changed` that it belongs to. */
export type Push = readonly [name: string, body: object];

/** The type of a `changed` that stands for all that was lost during an outage. */
export const CAUGHT_UP = 'CaughtUp';

interface Happened extends DayEvents {
  readonly [CAUGHT_UP]: object;
}

type PushesOf<State> = {
  readonly [Type in keyof Happened]?: (state: State, data: Happened[Type]) => readonly Push[];
};

/** What is said by name of the settings, by what happened to the day [D9]. */
const ofConfiguration: PushesOf<ConfigurationShown> = {
  SettingsChanged: (configuration) => [configurationChanged(configuration)],
  DayRuleChanged: (configuration, rule) =>
    endsTheDay(rule) ? [] : ruleChanged(configuration, rule.timezone !== rule.previousTimezone),
  DayClosed: (configuration, { context, resetType }) =>
    context === 'rule_change' ? ruleChanged(configuration, resetType === 'timezone_change') : [],
};

/** What is said by name of the count, by what happened to the day [D9]. */
const ofSessionCount: PushesOf<SessionCountShown> = {
  DayClosed: (sessionCount, reset) => [dailyReset(sessionCount, reset), countUpdate(sessionCount)],
  CountReset: (sessionCount, reset) => [dailyReset(sessionCount, reset), countUpdate(sessionCount)],
  CountOverridden: (sessionCount) => [countUpdate(sessionCount)],
  SessionCounted: (sessionCount) => [countUpdate(sessionCount)],
  CaughtUp: (sessionCount) => [countUpdate(sessionCount)],
};

type Told = (state: object, data: object) => readonly Push[];

const byKind: Readonly<Record<string, ReadonlyMap<string, Told>>> = {
  configuration: new Map(Object.entries(ofConfiguration) as [string, Told][]),
  sessionCount: new Map(Object.entries(ofSessionCount) as [string, Told][]),
} satisfies Record<keyof DayShown, unknown>;

/** Everything that is said by name when an event of this type has changed this kind. */
export function pushesOf(kind: string, eventType: string, state: object, data: object): readonly Push[] {
  return byKind[kind]?.get(eventType)?.(state, fromWire(data)) ?? [];
}

/** The day is closed by the very next fact, and only that one knows when the next day ends: it tells of the rule too. */
function endsTheDay({ endsAt, changedAt }: DayEvents['DayRuleChanged']): boolean {
  return endsAt === changedAt;
}

function ruleChanged(configuration: ConfigurationShown, isAnotherZone: boolean): readonly Push[] {
  const { timezone, nextResetAt } = configuration;
  const settings = configurationChanged(configuration);
  return isAnotherZone ? [['timezone_changed', { timezone, nextResetAt }], settings] : [settings];
}

function configurationChanged(configuration: ConfigurationShown): Push {
  return ['configuration_changed', configuration];
}

function countUpdate({ count, manualSessionOverride }: SessionCountShown): Push {
  return ['session_count_update', { count, manualSessionOverride }];
}

function dailyReset(
  { nextResetAt }: SessionCountShown,
  { resetType, previousCount, newCount, localDate }: DayEvents['DayClosed'] | DayEvents['CountReset'],
): Push {
  return ['daily_reset', { resetType, previousCount, newCount, localDate, nextResetAt }];
}
