import { HOUR, unreachable, type Decider } from '../decider';
import { CLOCK_TOLERANCE_MS } from '../occurred-at';
import { Rejection } from '../rejection';
import { differing, openEntry } from './work-clock-entries';
import { added, changed, corrected, removed } from './work-clock-memory';
import { merged } from './work-clock-merge';
import { isOf } from './work-clock-time';
import { woven } from './work-clock-weave';
import type { ClockCommand, ClockEvent, Entry, EntryType, KnownEntry, WorkClock } from './work-clock-words';

/** So long after a clock-in the clock-out counts as forgotten, unless the user says otherwise. */
export const THRESHOLD_USUAL_MS = 8 * HOUR;

/** The work clock of one user: when they came to work, and when they left. */
export const workClock: Decider<WorkClock, ClockCommand, ClockEvent> = {
  category: 'clock',
  initial: {
    entries: [],
    keptFromAt: 0,
    removedIds: [],
    thresholdMs: THRESHOLD_USUAL_MS,
    missedId: null,
    changedAt: 0,
  },
  decide,
  evolve,

  dueAt(clock) {
    const open = openEntry(clock.entries);
    if (!open || open.id === clock.missedId) return null;
    return Math.max(open.clockedAt + clock.thresholdMs, clock.changedAt);
  },

  // Who comes or goes does so after all that is known; a correction that a device made offline may be told at any time.
  notBefore(clock, commandType) {
    const isPress = commandType === 'ClockIn' || commandType === 'ClockOut' || commandType === 'ClearSession';
    const last = clock.entries.at(-1);
    return isPress && last ? last.clockedAt : Number.NEGATIVE_INFINITY;
  },
};

// ---- decide

function decide(clock: WorkClock, command: ClockCommand): readonly ClockEvent[] {
  switch (command.type) {
    case 'ClockIn': {
      const open = openEntry(clock.entries);
      // Whoever comes to work on another day has left it in between, though nobody knows when.
      const isNewDay = open?.id === clock.missedId && open.clockedAt < command.day.startsAt;
      return open && !isNewDay ? [] : pressed(clock, command, 'IN');
    }
    case 'ClockOut':
      return openEntry(clock.entries) ? pressed(clock, command, 'OUT') : [];
    case 'AddEntry': {
      const entry = notAhead(command.entry, command);
      return wanting(clock, command, [...clock.entries.filter(({ id }) => id !== entry.id), entry]);
    }
    case 'CorrectEntry': {
      const known = found(clock, command.entryId);
      if (command.at < known.changedAt) return [];
      const { entryType = known.type, clockedAt = known.clockedAt } = command;
      const entry = notAhead({ id: known.id, type: entryType, clockedAt }, command);
      return wanting(clock, command, [...clock.entries.filter((other) => other !== known), entry]);
    }
    case 'RemoveEntry': {
      if (clock.removedIds.includes(command.entryId)) return [];
      const known = found(clock, command.entryId);
      return wanting(
        clock,
        command,
        clock.entries.filter((other) => other !== known),
      );
    }
    case 'SaveSession': {
      const { entries, basis, status } = command;
      const sent = entries?.map((entry) => notAhead(entry, command));
      const changes = sent ? wanting(clock, command, merged(clock, command, sent)) : [];
      // What a device that missed something shows as its status is no wish; alone, a status is one.
      if (status === undefined || (entries && basis === 'stale')) return changes;
      return [...changes, ...brought(changes.reduce(evolve, clock), command, status)];
    }
    case 'ClearSession':
      return cleared(clock, command);
    case 'SetThreshold': {
      const { thresholdMs: previousMs } = clock;
      if (command.thresholdMs === previousMs) return [];
      const data = { previousMs, thresholdMs: command.thresholdMs, setAt: command.at };
      return [{ type: 'ThresholdSet', data }];
    }
    case 'NoteMissedClockOut': {
      // The wake may come twice, or after the entry that it is about was corrected.
      const [open, dueAt] = [openEntry(clock.entries), workClock.dueAt?.(clock) ?? null];
      if (!open || dueAt === null || command.at < dueAt) return [];
      const { id: entryId, clockedAt } = open;
      return [
        { type: 'ClockOutMissed', data: { entryId, clockedAt, thresholdMs: clock.thresholdMs, missedAt: command.at } },
      ];
    }
    default:
      return unreachable(command);
  }
}

type Save = Extract<ClockCommand, { type: 'SaveSession' }>;
type Press = Extract<ClockCommand, { type: 'ClockIn' | 'ClockOut' }> | Save;

/** Of two presses within one millisecond, the second came later all the same. */
function pressed(clock: WorkClock, { entryId, at, receivedAt }: Press, type: EntryType): readonly ClockEvent[] {
  const clockedAt = Math.max(at, (clock.entries.at(-1)?.clockedAt ?? Number.NEGATIVE_INFINITY) + 1);
  // Whoever is in may always leave; to come needs room.
  if (type === 'OUT') return [{ type: 'ClockedOut', data: { entryId, clockedAt } }];
  woven(clock, [...clock.entries, { id: entryId, type, clockedAt }], receivedAt);
  return [{ type: 'ClockedIn', data: { entryId, clockedAt } }];
}

/** Brings the clock to a status; one that is older than the last entry is no news. */
function brought(clock: WorkClock, command: Save, status: EntryType): readonly ClockEvent[] {
  const last = clock.entries.at(-1);
  const isThere = (last?.type ?? 'OUT') === status;
  return isThere || (last && command.at < last.clockedAt) ? [] : pressed(clock, command, status);
}

/** What has to happen so that the entries become these. */
function wanting(clock: WorkClock, { at, receivedAt }: ClockCommand, wanted: readonly Entry[]): readonly ClockEvent[] {
  const after = woven(clock, wanted, receivedAt);
  const known = new Map(clock.entries.map((entry) => [entry.id, said(entry)]));
  const stays = new Set(after.map(({ id }) => id));
  const gone = [...known.values()].filter(({ id }) => !stays.has(id));
  return [
    ...gone.map((entry): ClockEvent => ({ type: 'EntryRemoved', data: { entry, removedAt: at } })),
    ...differing(after, clock.entries).map((differs): ClockEvent => {
      const [entry, previous] = [said(differs), known.get(differs.id)];
      if (!previous) return { type: 'EntryAdded', data: { entry, addedAt: at } };
      return { type: 'EntryCorrected', data: { previous, entry, correctedAt: at } };
    }),
  ];
}

/** The day is as if nobody had come; what was worked until it began stays. */
function cleared(
  clock: WorkClock,
  { day, at, entryId }: Extract<ClockCommand, { type: 'ClearSession' }>,
): readonly ClockEvent[] {
  const gone = clock.entries.filter((entry) => isOf(day, entry)).map(said);
  const reachesIn = openEntry(clock.entries.filter((entry) => !isOf(day, entry)));
  if (gone.length === 0 && !reachesIn) return [];
  const { localDate, startsAt, endsAt } = day;
  const cut: Entry | null = reachesIn && { id: entryId, type: 'OUT', clockedAt: startsAt };
  return [{ type: 'SessionCleared', data: { localDate, startsAt, endsAt, removed: gone, cut, clearedAt: at } }];
}

function found({ entries }: WorkClock, entryId: string): KnownEntry {
  const known = entries.find(({ id }) => id === entryId);
  if (!known) throw new Rejection('entry/not-found');
  return known;
}

/** Clocks disagree by a little: what is only just to come is taken as now, and `woven` refuses the rest. */
function notAhead(entry: Entry, { receivedAt }: ClockCommand): Entry {
  const isJustAhead = entry.clockedAt > receivedAt && entry.clockedAt <= receivedAt + CLOCK_TOLERANCE_MS;
  return isJustAhead ? { ...entry, clockedAt: receivedAt } : entry;
}

function said({ id, type, clockedAt }: Entry): Entry {
  return { id, type, clockedAt };
}

// ---- evolve

function evolve(clock: WorkClock, event: ClockEvent): WorkClock {
  switch (event.type) {
    case 'ClockedIn': {
      const { entryId, clockedAt } = event.data;
      return added(clock, [{ id: entryId, type: 'IN', clockedAt }], clockedAt);
    }
    case 'ClockedOut': {
      const { entryId, clockedAt } = event.data;
      return added(clock, [{ id: entryId, type: 'OUT', clockedAt }], clockedAt);
    }
    case 'EntryAdded':
      return added(clock, [event.data.entry], event.data.addedAt);
    case 'EntryCorrected':
      return corrected(clock, event.data.entry, event.data.correctedAt);
    case 'EntryRemoved':
      return removed(clock, [event.data.entry], event.data.removedAt);
    case 'SessionCleared': {
      const { removed: gone, cut, clearedAt } = event.data;
      const without = removed(clock, gone, clearedAt);
      return cut ? added(without, [cut], clearedAt) : without;
    }
    case 'ClockOutMissed':
      return { ...changed(clock, event.data.missedAt), missedId: event.data.entryId };
    case 'ThresholdSet': {
      const { thresholdMs, setAt } = event.data;
      return { ...changed(clock, setAt), thresholdMs, missedId: null };
    }
    default:
      return unreachable(event);
  }
}
