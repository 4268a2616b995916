import {
  dayAt,
  fromIso,
  HOUR,
  sessionView,
  THRESHOLD_USUAL_MS,
  workClock as decider,
  type ClockCommand,
  type DayRule,
  type Entry as ClockEntry,
  type EntryType,
  type Instant,
  type SessionView,
  type WorkClock,
} from '@tidemark/domain';
import type { Entry } from '../outbox/entry';
import { knownRule } from './known-rule';
import { redecided } from './redecided';

/** The work clock as it is once the server has heard what waits here [S2]. */
export function guessSession(
  view: SessionView,
  configuration: DayRule,
  waiting: readonly Entry[],
  now: Instant,
): SessionView {
  const rule = knownRule(configuration);
  const clock = waiting.reduce((state, entry) => redecided(decider, state, clockCommand(entry, rule)), clockOf(view));
  return sessionView(clock, {
    userId: view.userId,
    now,
    lastSeenAt: now,
    day: dayAt(now, rule),
    rule,
    theme: themeAfter(view, waiting),
    version: view.version,
    revision: view.revision,
  });
}

/** What a command about the work clock means to its decider; null for all others. */
export function clockCommand(
  { name, data, key, happenedAt: at }: Pick<Entry, 'name' | 'data' | 'key' | 'happenedAt'>,
  rule: DayRule,
): ClockCommand | null {
  const told = { at, receivedAt: at };
  const today = () => ({ day: dayAt(at, rule) });
  const said = data as Said;
  switch (name) {
    case 'session/clock-in':
      return { type: 'ClockIn', ...told, ...today(), entryId: key };
    case 'session/clock-out':
      return { type: 'ClockOut', ...told, entryId: key };
    case 'session/save': {
      const { currentStatus: status, entries, baseRevision } = said;
      const basis = baseRevision === undefined ? 'unknown' : 'current';
      return { type: 'SaveSession', ...told, ...today(), status, entries: entries?.map(entryOf), basis, entryId: key };
    }
    case 'session/clear':
      return { type: 'ClearSession', ...told, ...today(), entryId: key };
    case 'session/add-entry': {
      const { id = key, timestamp = at, type = 'IN' } = said;
      return { type: 'AddEntry', ...told, entry: entryOf({ id, timestamp, type }) };
    }
    case 'session/correct-entry': {
      const { id = '', timestamp: clockedAt, type: entryType } = said;
      return { type: 'CorrectEntry', ...told, entryId: id, clockedAt, entryType };
    }
    case 'session/remove-entry':
      return { type: 'RemoveEntry', ...told, entryId: said.id ?? '' };
    case 'session/threshold':
      return { type: 'SetThreshold', ...told, thresholdMs: (said.thresholdHours ?? 1) * HOUR };
    default:
      return null;
  }
}

/** An entry as it is said and shown. */
export interface SaidEntry {
  readonly id: string;
  readonly timestamp: number;
  readonly type: EntryType;
}

interface Said extends Partial<SaidEntry> {
  readonly currentStatus?: EntryType;
  readonly entries?: readonly SaidEntry[];
  readonly baseRevision?: number;
  readonly currentTheme?: SessionView['currentTheme'];
  readonly thresholdHours?: number;
}

/** An entry of a picture as the domain knows it. */
export function entryOf({ id, timestamp, type }: SaidEntry): ClockEntry {
  return { id, type, clockedAt: timestamp };
}

function themeAfter({ currentTheme }: SessionView, waiting: readonly Entry[]): SessionView['currentTheme'] {
  const saves = waiting.filter(({ name }) => name === 'session/save').map(({ data }) => data as Said);
  return saves.findLast((said) => said.currentTheme)?.currentTheme ?? currentTheme;
}

/** The state behind a picture, as far as a picture of one day tells. */
function clockOf({ entries, forgottenClockOut }: SessionView): WorkClock {
  const known = entries.map((entry) => ({ ...entryOf(entry), changedAt: 0, formerTimes: [] }));
  const open = known.at(-1);
  const isMissed = forgottenClockOut !== null && open?.clockedAt === fromIso(forgottenClockOut.since);
  return {
    entries: known,
    keptFromAt: 0,
    removedIds: [],
    thresholdMs: forgottenClockOut ? forgottenClockOut.thresholdHours * HOUR : THRESHOLD_USUAL_MS,
    missedId: isMissed && open ? open.id : null,
    changedAt: 0,
  };
}
