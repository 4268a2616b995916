import type { DayFrame } from '../calendar/day-rule';
import type { DayEvent, DayEvents } from '../day/day-words';
import { unreachable } from '../decider';

/** A day of a user as far as the day itself is concerned; what was done in it is in timesheets. */
export interface LedgerDay extends DayFrame {
  /** Where the user lived when the day ended, or where they live while it goes on. */
  readonly timezone: string;
  readonly tzdataVersion: string;
  readonly manualOverrides: number;
  /** Where in the user's lane the day was closed; null while it goes on. */
  readonly closedPosition: number | null;
}

/** The days of one user by date. */
export type LedgerDays = ReadonlyMap<string, LedgerDay>;

/** The days that one more event makes or changes; all others stay as they are. */
export function daysChangedBy(event: DayEvent, position: number, days: LedgerDays): readonly LedgerDay[] {
  switch (event.type) {
    case 'DayBegun': {
      const { localDate, startsAt, endsAt, timezone, tzdataVersion } = event.data;
      // A day in which the user rested at first is there since the one before it was closed.
      return days.has(localDate) ? [] : [open({ localDate, startsAt, endsAt }, timezone, tzdataVersion)];
    }
    case 'DayClosed':
      return closed(event.data, position, days);
    case 'DayRuleChanged': {
      const { endsAt, changedAt, timezone, tzdataVersion } = event.data;
      const today = openOf(days);
      if (!today || endsAt === null) return [];
      // A day that the change ends was lived by the old rule to its end.
      return endsAt === changedAt ? [{ ...today, endsAt }] : [{ ...today, endsAt, timezone, tzdataVersion }];
    }
    case 'DayEndMoved': {
      const { localDate, endsAt, tzdataVersion } = event.data;
      return [{ ...known(days, localDate), endsAt, tzdataVersion }];
    }
    case 'CountOverridden': {
      const today = known(days, event.data.localDate);
      return [{ ...today, manualOverrides: today.manualOverrides + 1 }];
    }
    case 'CountReset':
    case 'SessionCounted':
    case 'SettingsChanged':
      return [];
    default:
      return unreachable(event);
  }
}

function closed(data: DayEvents['DayClosed'], position: number, days: LedgerDays): readonly LedgerDay[] {
  const { timezone, tzdataVersion, localDate, startsAt, endsAt } = data;
  const over = data.closed.map((frame) => {
    const day = days.get(frame.localDate) ?? open(frame, timezone, tzdataVersion);
    return { ...day, startsAt: frame.startsAt, endsAt: frame.endsAt, closedPosition: position };
  });
  return [...over, open({ localDate, startsAt, endsAt }, timezone, tzdataVersion)];
}

function open(frame: DayFrame, timezone: string, tzdataVersion: string): LedgerDay {
  return { ...frame, timezone, tzdataVersion, manualOverrides: 0, closedPosition: null };
}

function openOf(days: LedgerDays): LedgerDay | undefined {
  return [...days.values()].find(({ closedPosition }) => closedPosition === null);
}

function known(days: LedgerDays, localDate: string): LedgerDay {
  const day = days.get(localDate);
  if (!day) throw new Error(`Nobody told that ${localDate} had begun`);
  return day;
}
