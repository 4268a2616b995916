import type { CommandsOf, EventsOf, Instant } from '../decider';

// ---- what is said of a draft

/** Where something was written: the device's id, and what else it told of itself, as JSON text. */
export interface Device {
  readonly deviceId: string | null;
  readonly deviceInfoJson: string | null;
}

/**
 * What a form holds. It travels and is kept as JSON text: people name fields as they like, also with an `At` at the
 * end, and the order of the keys stays as it was.
 */
export interface DraftContent {
  readonly title: string;
  readonly dataJson: string;
}

/** What a form held once; versions are counted from 1, one for each save. */
export interface DraftVersion extends DraftContent {
  readonly version: number;
}

/** A field that two devices changed, neither of them knowing of the other; the one that was changed later stands. */
export interface Overwritten {
  /** A JSON Pointer, or `title`; empty where too many fields are meant to name them. */
  readonly path: string;
  /** What the other device wrote, as JSON text; null where it took the field away, or wrote too much to repeat it. */
  readonly theirsJson: string | null;
  /** The version in which to read it. */
  readonly version: number;
  readonly device: Device;
  /** Which of the two stands now: what was sent with this save, or what the other device wrote. */
  readonly stands: 'sent' | 'theirs';
}

interface Written extends DraftContent {
  readonly version: number;
  /** The fields that differ from the version before, as JSON Pointers; the empty one where they are too many to name. */
  readonly changed: readonly string[];
  readonly device: Device;
}

/** Everything that can happen to a draft. */
export interface DraftEvents {
  /** Somebody began to fill in a form; what it holds is version 1. */
  DraftCreated: DraftContent & {
    draftId: string;
    userId: string;
    profileId: string;
    subjectId: string | null;
    device: Device;
    createdAt: Instant;
  };
  /** A save, merged with what other devices had saved since its base. */
  DraftSaved: Written & { baseVersion: number; overwritten: readonly Overwritten[]; savedAt: Instant };
  /** What this save says is in part older than what stands; here it is kept as it was sent. */
  OlderSaveKept: {
    baseVersion: number;
    title: string | null;
    sentJson: string;
    /** A merge patch where it is not the whole form. */
    isWhole: boolean;
    device: Device;
    savedAt: Instant;
  };
  /** A version came back, whole or in the fields at `paths`, as a version of its own. */
  VersionRestored: Written & { fromVersion: number; paths: readonly string[] | null; restoredAt: Instant };
  /** The draft is the active session of its profile from now on, beginning with this version [I-25]. */
  DraftPromoted: { version: number; device: Device; promotedAt: Instant };
  /** The active session ended; its profile may have another. */
  DraftClosed: { device: Device; closedAt: Instant };
  /** Somebody threw it away; what it held remains in the history. */
  DraftDiscarded: { device: Device; discardedAt: Instant };
  /** Nobody touched it for 30 days; dated to exactly then [F6]. */
  DraftExpired: { expiredAt: Instant };
  /** An expired draft came back, for another 30 days. */
  DraftRecovered: { device: Device; recoveredAt: Instant };
}

/** One thing that happened to a draft. */
export type DraftEvent = EventsOf<DraftEvents>;

// ---- what is wished of a draft

/** Who speaks. A draft of somebody else is not there. */
export interface DraftSpeaker {
  readonly userId: string;
  readonly device: Device;
}

/** A save of the whole form. */
export interface WholeSave {
  /** As it was, unless told. */
  readonly title?: string;
  readonly dataJson: string;
  /** The version that the device had before it, looked up in the history; null where it named none. */
  readonly base: DraftVersion | null;
}

interface Wishes {
  CreateDraft: DraftContent & {
    readonly draftId: string;
    readonly profileId: string;
    readonly subjectId: string | null;
  };
  SaveDraft: WholeSave;
  /** A save of some fields: a JSON merge patch, as text. */
  PatchDraft: Omit<WholeSave, 'dataJson'> & { readonly patchJson: string };
  /** `from` was looked up; null where there is no such version. */
  RestoreVersion: { readonly from: DraftVersion | null; readonly paths: readonly string[] | null };
  /** The last save comes with it, so that nothing can come between; the profile's other active session was looked up. */
  PromoteDraft: {
    readonly lastSave: WholeSave | null;
    readonly activeElsewhere: { readonly id: string; readonly title: string } | null;
  };
  CloseDraft: object;
  DiscardDraft: object;
  RecoverDraft: object;
}

/** Everything that can be wished of a draft. */
export type DraftCommands = { [Type in keyof Wishes]: Wishes[Type] & DraftSpeaker } & {
  /** The deadline rang. */
  ExpireDraft: object;
};

/** One wish. */
export type DraftCommand = CommandsOf<DraftCommands>;

// ---- state

/** Which fields one save changed, by whom and when. */
export interface Trace {
  readonly version: number;
  readonly paths: readonly string[];
  readonly device: Device;
  readonly savedAt: Instant;
}

/** Who gave a draft its title, and when. */
export type TitleTrace = Pick<Trace, 'device' | 'savedAt'>;

/** What is known of a draft whatever became of it. */
export interface DraftMemory extends DraftVersion {
  readonly draftId: string;
  readonly userId: string;
  readonly profileId: string;
  readonly subjectId: string | null;
  /** The last that told of itself. */
  readonly deviceInfoJson: string | null;
  readonly createdAt: Instant;
  /** The last touch of a person. */
  readonly updatedAt: Instant;
  /** Who changed what of late, oldest first; the first entry stands for everything before. */
  readonly traces: readonly [Trace, ...Trace[]];
  readonly titleTrace: TitleTrace;
  /** By the last save. */
  readonly overwritten: readonly Overwritten[];
}

/** Where a draft stands, as a union of situations. */
export type Draft =
  /** Nobody created it. */
  | { readonly status: 'none' }
  | ({ readonly status: 'draft' } & DraftMemory)
  /** The session of its profile that is under way. */
  | ({ readonly status: 'active' } & DraftMemory)
  | ({ readonly status: 'closed' } & DraftMemory)
  | ({ readonly status: 'discarded' } & DraftMemory)
  | ({ readonly status: 'expired'; readonly expiredAt: Instant } & DraftMemory);

/** A draft that somebody created. */
export type KnownDraft = Exclude<Draft, { status: 'none' }>;
