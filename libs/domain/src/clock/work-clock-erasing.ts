import { bare, type Erasing, type Renamed } from '../account/erasing';
import type { ClockEvents, Entry } from './work-clock-words';

const renamedEntry = (entry: Entry, renamed: Renamed): Entry => ({ ...entry, id: renamed(entry.id) });

const withEntryId = <Data extends { entryId: string }>(data: Data, renamed: Renamed): Data => ({
  ...data,
  entryId: renamed(data.entryId),
});

const withEntry = <Data extends { entry: Entry }>(data: Data, renamed: Renamed): Data => ({
  ...data,
  entry: renamedEntry(data.entry, renamed),
});

/** When somebody came and went stays; devices choose the ids of entries, and may have chosen words. */
export const clockErasing: Erasing<ClockEvents> = {
  ClockedIn: withEntryId,
  ClockedOut: withEntryId,
  EntryAdded: withEntry,
  EntryCorrected: (data, renamed) => withEntry({ ...data, previous: renamedEntry(data.previous, renamed) }, renamed),
  EntryRemoved: withEntry,
  SessionCleared: (data, renamed) => ({
    ...data,
    removed: data.removed.map((entry) => renamedEntry(entry, renamed)),
    cut: data.cut && renamedEntry(data.cut, renamed),
  }),
  ClockOutMissed: withEntryId,
  ThresholdSet: bare,
};
