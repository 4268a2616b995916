import type { DayFrame } from '../calendar/day-rule';
import type { Instant } from '../decider';
import { HOUR } from '../decider';
import type { Basis, ClockCommand, ClockEvent, Entry, EntryType } from '../clock/work-clock-words';
import { monday } from './day-story';

/** An entry by its hour of the Monday; the id says what it is. */
export const entry = (type: EntryType, clockedAt: Instant, id = idOf(type, clockedAt)): Entry => ({
  id,
  type,
  clockedAt,
});

/** `IN-9` for nine o'clock. */
function idOf(type: EntryType, clockedAt: Instant): string {
  return `${type}-${(clockedAt - monday.startsAt) / HOUR}`;
}

const told = (at: Instant, receivedAt = at) => ({ at, receivedAt });

/** Commands, told at once unless `receivedAt` says otherwise. */
export const clocks = {
  in: (at: Instant, day = monday, receivedAt = at): ClockCommand => ({
    ...{ type: 'ClockIn', ...told(at, receivedAt) },
    entryId: idOf('IN', at),
    day,
  }),
  out: (at: Instant, receivedAt = at): ClockCommand => ({
    type: 'ClockOut',
    ...told(at, receivedAt),
    entryId: idOf('OUT', at),
  }),
  add: (at: Instant, added: Entry): ClockCommand => ({ type: 'AddEntry', ...told(at), entry: added }),
  correct: (
    at: Instant,
    entryId: string,
    clockedAt: Instant,
    entryType?: EntryType,
    receivedAt = at,
  ): ClockCommand => ({ type: 'CorrectEntry', ...told(at, receivedAt), entryId, clockedAt, entryType }),
  remove: (at: Instant, entryId: string): ClockCommand => ({ type: 'RemoveEntry', ...told(at), entryId }),
  save: (
    at: Instant,
    basis: Basis,
    sent: { readonly status?: EntryType; readonly entries?: readonly Entry[] },
    day: DayFrame = monday,
  ): ClockCommand => ({ type: 'SaveSession', ...told(at), basis, ...sent, day, entryId: `saved-${at}` }),
  clear: (at: Instant, day = monday): ClockCommand => ({ type: 'ClearSession', ...told(at), day, entryId: 'cut' }),
  threshold: (at: Instant, thresholdMs: number): ClockCommand => ({ type: 'SetThreshold', ...told(at), thresholdMs }),
  wake: (at: Instant, receivedAt = at): ClockCommand => ({ type: 'NoteMissedClockOut', ...told(at, receivedAt) }),
};

/** What was said of a work clock. */
export const clocked = {
  in: (clockedAt: Instant): ClockEvent => ({ type: 'ClockedIn', data: { entryId: idOf('IN', clockedAt), clockedAt } }),
  out: (clockedAt: Instant): ClockEvent => ({
    type: 'ClockedOut',
    data: { entryId: idOf('OUT', clockedAt), clockedAt },
  }),
  added: (addedAt: Instant, one: Entry): ClockEvent => ({ type: 'EntryAdded', data: { entry: one, addedAt } }),
  corrected: (correctedAt: Instant, previous: Entry, one: Entry): ClockEvent => ({
    type: 'EntryCorrected',
    data: { previous, entry: one, correctedAt },
  }),
  removed: (removedAt: Instant, one: Entry): ClockEvent => ({ type: 'EntryRemoved', data: { entry: one, removedAt } }),
  cleared: (clearedAt: Instant, removed: readonly Entry[], cut: Entry | null, day = monday): ClockEvent => ({
    type: 'SessionCleared',
    data: { ...day, removed, cut, clearedAt },
  }),
  missed: (missedAt: Instant, clockedAt: Instant, thresholdMs = 8 * HOUR): ClockEvent => ({
    type: 'ClockOutMissed',
    data: { entryId: idOf('IN', clockedAt), clockedAt, thresholdMs, missedAt },
  }),
  threshold: (setAt: Instant, previousMs: number, thresholdMs: number): ClockEvent => ({
    type: 'ThresholdSet',
    data: { previousMs, thresholdMs, setAt },
  }),
};
