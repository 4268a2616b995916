import { knownZone, type DayRule } from '@tidemark/domain';

/** The zone of this device, for whoever has not said where they live. */
export function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/** The zone in which times can be shown: a browser may be older than a zone, and then shows its own. */
export function zoneShown(timezone: string): string {
  return knownZone(timezone, zoneHere());
}

export function ruleShown({ timezone, dailyResetTime }: DayRule): DayRule {
  return { timezone: zoneShown(timezone), dailyResetTime };
}
