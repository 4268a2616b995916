import type { DayFrame } from '../calendar/day-rule';
import type { CommandsOf, EventsOf, Instant } from '../decider';

// ---- what is said of a work clock

/** Which way somebody went: to work, or from it. */
export type EntryType = 'IN' | 'OUT';

/** One press of the work clock. An IN opens a span of work, and the OUT that directly follows it closes it. */
export interface Entry {
  readonly id: string;
  readonly type: EntryType;
  readonly clockedAt: Instant;
}

/** Everything that can happen to a work clock. */
export interface ClockEvents {
  /** Somebody came to work. */
  ClockedIn: { entryId: string; clockedAt: Instant };
  /** Somebody left work. */
  ClockedOut: { entryId: string; clockedAt: Instant };
  /** An entry that was missing [C3]. */
  EntryAdded: { entry: Entry; addedAt: Instant };
  /** What an entry said before, and what it says from now on [C3]. */
  EntryCorrected: { previous: Entry; entry: Entry; correctedAt: Instant };
  /** An entry that was none, as it was [C3]. */
  EntryRemoved: { entry: Entry; removedAt: Instant };
  /** The day of that date begins anew. Where work reached into it, `cut` is the OUT that ends it at the reset. */
  SessionCleared: DayFrame & { removed: readonly Entry[]; cut: Entry | null; clearedAt: Instant };
  /** Nobody clocked out for so long that it may have been forgotten; what is missing is asked for, never invented. */
  ClockOutMissed: { entryId: string; clockedAt: Instant; thresholdMs: number; missedAt: Instant };
  /** After how long a clock-out counts as forgotten from now on. */
  ThresholdSet: { previousMs: number; thresholdMs: number; setAt: Instant };
}

/** One thing that happened to a work clock. */
export type ClockEvent = EventsOf<ClockEvents>;

/** The local day that holds the instant of a command, looked up because deciding reads no zone database. */
interface InDay {
  readonly day: DayFrame;
}

/** Everything that can be wished of a work clock. */
export interface ClockCommands {
  ClockIn: InDay & { readonly entryId: string };
  ClockOut: { readonly entryId: string };
  AddEntry: { readonly entry: Entry };
  /** Whatever is left out stays as it is. */
  CorrectEntry: { readonly entryId: string; readonly entryType?: EntryType; readonly clockedAt?: Instant };
  RemoveEntry: { readonly entryId: string };
  /** What a device knows of the day; how it is taken depends on how much the device had seen. */
  SaveSession: InDay & {
    readonly status?: EntryType;
    readonly entries?: readonly Entry[];
    readonly basis: Basis;
    /** For the entry that the status may make. */
    readonly entryId: string;
  };
  /** `entryId` is for the OUT that may be needed at the reset. */
  ClearSession: InDay & { readonly entryId: string };
  SetThreshold: { readonly thresholdMs: number };
  /** The threshold passed. */
  NoteMissedClockOut: object;
}

/** Whether a device had seen everything, had missed something, or did not say. */
export type Basis = 'current' | 'stale' | 'unknown';

/** One wish. */
export type ClockCommand = CommandsOf<ClockCommands>;

// ---- state

/** An entry, and when somebody last said something of it; what is older changes it no more. */
export interface KnownEntry extends Entry {
  readonly changedAt: Instant;
  /** What it said before it was corrected, the latest last: whoever still says so has missed the correction. */
  readonly formerTimes: readonly Instant[];
}

/** The work clock of one user, as far back as it can be corrected; what is older is in the events. */
export interface WorkClock {
  /** In order of time. */
  readonly entries: readonly KnownEntry[];
  /** Entries before this instant were let go, so nothing is added there. */
  readonly keptFromAt: Instant;
  /** Entries that were removed lately, so that a device that missed it does not bring them back. */
  readonly removedIds: readonly string[];
  readonly thresholdMs: number;
  /** The last entry, where it is an IN of so long ago that its OUT may have been forgotten. */
  readonly missedId: string | null;
  /** When anything last happened here. */
  readonly changedAt: Instant;
}
