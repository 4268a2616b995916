import { fromIso, type Instant } from '@tidemark/domain';
import { countdown, timeOfDay } from '../../words/words';
import type { ToldDay, ToldEdit, ToldReset } from './told-day';

/** Something that was done to a day: it begins anew, its owner flew, or somebody corrected it. */
export interface Pin {
  readonly kind: 'reset' | 'flight' | 'edit';
  readonly at: Instant;
  readonly words: string;
  /** Whose events tell of it. */
  readonly stream: 'timer' | 'clock' | 'day';
}

/** In order of time. */
export function pinsOf({ resets, edits, timezone }: Pick<ToldDay, 'resets' | 'edits' | 'timezone'>): readonly Pin[] {
  const pins = [...resets.map(resetPin), ...edits.filter(isNews).map((edit) => editPin(edit, timezone))];
  return pins.sort((one, two) => one.at - two.at);
}

const resetReasons: Readonly<Record<string, string>> = {
  scheduled_daily: 'A new day began',
  manual_reset: 'The count was set back',
  timezone_change: 'A flight began a new day',
  configuration_change: 'A new reset time began a new day',
};

function resetPin({ resetType, resetTimestamp, previousCount, newCount, userTimezone }: ToldReset): Pin {
  const words = `${resetReasons[resetType] ?? 'A reset'}: the count went from ${previousCount} to ${newCount}`;
  const isFlight = resetType === 'timezone_change';
  const kind = isFlight ? 'flight' : 'reset';
  return { kind, at: fromIso(resetTimestamp), words: isFlight ? `${words}, in ${userTimezone}` : words, stream: 'day' };
}

function editPin(edit: ToldEdit, timezone: string): Pin {
  const { type, at } = edit;
  const { timezone: zone, previousTimezone } = edit.data;
  const isFlight = type === 'DayRuleChanged' && zone !== previousTimezone;
  const stream = dayEdits.has(type) ? 'day' : timerEdits.has(type) ? 'timer' : 'clock';
  return { kind: isFlight ? 'flight' : 'edit', at: fromIso(at), words: editWords(edit, timezone), stream };
}

/** Where somebody lives before their first day is nothing that they changed. */
function isNews({ type, data }: ToldEdit): boolean {
  return type !== 'DayRuleChanged' || data['endsAt'] !== null;
}

const dayEdits = new Set(['CountOverridden', 'DayRuleChanged']);
const timerEdits = new Set(['UnattendedTrimmed', 'StopMovedEarlier']);

function editWords({ type, data }: ToldEdit, timezone: string): string {
  const time = (instant: unknown) => timeOfDay(Date.parse(String(instant)), timezone);
  const clock = (entry: unknown) => {
    const { type: way, clockedAt } = entry as { type: string; clockedAt: string };
    return `${way === 'IN' ? 'clock-in' : 'clock-out'} of ${time(clockedAt)}`;
  };
  switch (type) {
    case 'CountOverridden':
      return `Count set from ${data['previousCount']} to ${data['count']}`;
    case 'DayRuleChanged':
      return data['timezone'] === data['previousTimezone']
        ? 'The time at which the day begins was changed'
        : `From ${data['previousTimezone']} to ${data['timezone']}`;
    case 'UnattendedTrimmed':
      return `${lengthOf(data['fromAt'], data['toAt'])} in which nobody was there were taken out`;
    case 'StopMovedEarlier':
      return `The stop was moved to ${time(data['toAt'])}`;
    case 'EntryAdded':
      return `Added: ${clock(data['entry'])}`;
    case 'EntryCorrected':
      return `Corrected: ${clock(data['previous'])} became ${clock(data['entry'])}`;
    case 'EntryRemoved':
      return `Removed: ${clock(data['entry'])}`;
    case 'SessionCleared':
      return 'The work clock of the day was cleared';
    default:
      return 'Something was corrected';
  }
}

function lengthOf(from: unknown, to: unknown): string {
  return countdown(Date.parse(String(to)) - Date.parse(String(from)));
}
