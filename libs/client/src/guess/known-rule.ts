import { knownZone, type DayRule } from '@tidemark/domain';

/** The rule by which this browser can count: in the zone of the device, where it is older than the zone of the person. */
export function knownRule({ timezone, dailyResetTime }: DayRule): DayRule {
  return { timezone: knownZone(timezone, Intl.DateTimeFormat().resolvedOptions().timeZone), dailyResetTime };
}
