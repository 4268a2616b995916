import { toWire, type Instant, type Reset } from '@tidemark/domain';
import type { ToldEvent } from './told-event';

/** A reset as it is kept: one of each event that made the count begin anew [D6]. */
export interface ResetEntry extends Reset {
  readonly userId: string;
  readonly version: number;
  readonly recordedAt: Instant;
}

/** Something that a person changed about a day, to be shown where it happened. */
export interface Edit {
  readonly userId: string;
  readonly streamId: string;
  readonly version: number;
  readonly type: string;
  readonly at: Instant;
  readonly data: object;
}

/** The reset that an event made, where it made one. */
export function resetOf({ category, event, userId, version, recordedAt }: ToldEvent): readonly ResetEntry[] {
  if (category !== 'day' || (event.type !== 'DayClosed' && event.type !== 'CountReset')) return [];
  return [{ ...event.data, userId, version, recordedAt }];
}

/** The edit that an event was, where a person changed something. */
export function editOf(told: ToldEvent): readonly Edit[] {
  const at = editedAt(told);
  if (at === null) return [];
  const { userId, streamId, version, event } = told;
  return [{ userId, streamId, version, type: event.type, at, data: toWire(event.data) }];
}

/** Where in time a person changed something; null for what just happened. */
function editedAt({ event }: ToldEvent): Instant | null {
  switch (event.type) {
    case 'CountOverridden':
      return event.data.overriddenAt;
    case 'DayRuleChanged':
      return event.data.changedAt;
    case 'UnattendedTrimmed':
      return event.data.fromAt;
    case 'StopMovedEarlier':
      return event.data.toAt;
    case 'EntryAdded':
    case 'EntryCorrected':
    case 'EntryRemoved':
      return event.data.entry.clockedAt;
    case 'SessionCleared':
      return event.data.clearedAt;
    default:
      return null;
  }
}
