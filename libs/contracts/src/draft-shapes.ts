import { JSON_POINTER } from '@tidemark/domain';
import {
  Described,
  Flag,
  Key,
  ListOf,
  Moment,
  Nested,
  Nullable,
  OneOf,
  Optional,
  OptionalOrNull,
  Text,
  TextList,
  Whole,
} from './fields';
import { FreeJson, FreeObject } from './free-fields';
import { CommandDto } from './spoken';

const STATUSES = ['draft', 'active', 'closed', 'discarded', 'expired'] as const;
/** One of the situations of a draft. */
export type DraftStatus = (typeof STATUSES)[number];

/** A picker shows no longer title. */
export const DRAFT_TITLE_LENGTH_MAX = 500;
/** What a device tells of itself, in bytes of JSON. */
export const DEVICE_INFO_BYTES_MAX = 1_024;
/** A form may have thousands of fields; every one of them, and every item of its lists, counts. */
export const DRAFT_KEYS_MAX = 20_000;
/** The largest body: room for generous spelling, and still small enough to go on to the service in one message. */
export const DRAFT_BODY_BYTES_MAX = 512 * 1_024;
/** So many fields are restored at once. */
export const RESTORED_PATHS_MAX = 200;
/** No path is longer. */
export const PATH_LENGTH_MAX = 1_024;
const DRAFT_LIMITS = { keysMax: DRAFT_KEYS_MAX, pathLengthMax: PATH_LENGTH_MAX };
/** So many drafts in one answer. */
export const DRAFTS_PAGE_MAX = 100;
/** So many versions in one answer. */
export const VERSIONS_PAGE_MAX = 200;
const CURSOR_LENGTH_MAX = 64;

const BASE =
  'The revision of the draft as the device had it; without one nothing is merged, and the whole save stands.';

// ---- what may be said

/** A draft, and whose form it is. */
export class CreateDraftDto extends CommandDto {
  @Key() profileId!: string;
  @OptionalOrNull() @Key('The vehicle, or whatever else it is about.') subjectId?: string | null;
  @Optional() @Text(0, DRAFT_TITLE_LENGTH_MAX) title?: string;
  @FreeObject(DRAFT_LIMITS, 'What the form holds, kept exactly; at most 256 KiB.') data!: object;
  @OptionalOrNull() @FreeJson(DEVICE_INFO_BYTES_MAX) deviceInfo?: unknown;
}

/** A draft that exists. */
export class DraftDto extends CommandDto {
  @Key() id!: string;
}

/** The whole form as it is now. */
export class SaveDraftDto extends DraftDto {
  @Optional() @Text(0, DRAFT_TITLE_LENGTH_MAX) title?: string;
  @FreeObject(DRAFT_LIMITS, 'What the form holds, kept exactly; at most 256 KiB.') data!: object;
  @OptionalOrNull() @FreeJson(DEVICE_INFO_BYTES_MAX) deviceInfo?: unknown;
  @Optional() @Whole(0, Number.MAX_SAFE_INTEGER, BASE) baseRevision?: number;
}

/** Some fields of the form. */
export class PatchDraftDto extends DraftDto {
  @Optional() @Text(0, DRAFT_TITLE_LENGTH_MAX) title?: string;
  @FreeObject(DRAFT_LIMITS, 'A JSON merge patch (RFC 7396) of what the form holds.') data!: object;
  @OptionalOrNull() @FreeJson(DEVICE_INFO_BYTES_MAX) deviceInfo?: unknown;
  @Optional() @Whole(0, Number.MAX_SAFE_INTEGER, BASE) baseRevision?: number;
}

/** The draft becomes the active session of its profile; the last save may come with it. */
export class PromoteDraftDto extends DraftDto {
  @Optional() @FreeObject(DRAFT_LIMITS, 'The last save, in one with the promotion.') data?: object;
  @OptionalOrNull() @FreeJson(DEVICE_INFO_BYTES_MAX) deviceInfo?: unknown;
  @Optional() @Whole(0, Number.MAX_SAFE_INTEGER, BASE) baseRevision?: number;
}

/** An earlier version, and which of its fields come back. */
export class RestoreVersionDto extends DraftDto {
  @Whole(1, Number.MAX_SAFE_INTEGER) n!: number;
  @Optional()
  @TextList(RESTORED_PATHS_MAX, PATH_LENGTH_MAX, JSON_POINTER, 'JSON Pointers; all of the version unless told.')
  paths?: string[];
}

/** Which drafts, most recent first. */
export class DraftsQueryDto {
  @Optional() @Key() profileId?: string;
  @Optional() @OneOf(STATUSES, 'Only drafts unless told.') status?: DraftStatus;
  @Optional() @Whole(1, DRAFTS_PAGE_MAX) limit?: number;
  @Optional() @Text(1, CURSOR_LENGTH_MAX) cursor?: string;
}

/** Whose form it is. */
export class ProfileQueryDto {
  @Key() profileId!: string;
}

/** Which draft. */
export class DraftQueryDto {
  @Key() id!: string;
}

/** Which page of the versions, newest first. */
export class DraftVersionsQueryDto extends DraftQueryDto {
  @Optional() @Whole(1, VERSIONS_PAGE_MAX) limit?: number;
  @Optional() @Text(1, CURSOR_LENGTH_MAX) cursor?: string;
}

/** Which two versions to compare. */
export class DraftDifferenceQueryDto extends DraftQueryDto {
  @Whole(1, Number.MAX_SAFE_INTEGER) from!: number;
  @Whole(1, Number.MAX_SAFE_INTEGER) to!: number;
}

// ---- what is answered

/** A field that two devices changed, neither of them knowing of the other. */
export class OverwrittenShown {
  @Described({
    type: 'string',
    description: 'A JSON Pointer, or `title`; empty where too many fields are meant to name them.',
  })
  path!: string;
  @Described({ description: 'What the other device wrote; null where it took the field away, or wrote too much.' })
  theirs!: unknown;
  @Described({ description: 'Its id, or what else it told of itself.' }) device!: unknown;
  @Whole(1, Number.MAX_SAFE_INTEGER, 'The version in which to read what it wrote.') version!: number;
  @OneOf(['sent', 'theirs'], 'Which of the two was changed later, and stands.') stands!: string;
}

/** What is always told of a draft. */
class DraftOutlined {
  @Described({ type: 'string' }) id!: string;
  @Described({ type: 'string' }) profileId!: string;
  @Nullable() @Described({ type: 'string' }) subjectId!: string | null;
  @Described({ type: 'string' }) title!: string;
  @Described({ description: 'What the last device told of itself.' }) deviceInfo!: unknown;
  @OneOf(STATUSES) status!: DraftStatus;
  @Whole(1, Number.MAX_SAFE_INTEGER, 'Of the content: one for each save.') version!: number;
  @Whole(0, Number.MAX_SAFE_INTEGER, 'Per user, only grows.') revision!: number;
  @Moment() createdAt!: string;
  @Moment() updatedAt!: string;
  @Nullable() @Moment('When it expires if nobody touches it, or did; null for what never does.') expiresAt!:
    string | null;
  @Nullable() @Moment() recoverableUntil!: string | null;
}

/** A draft. */
export class DraftShown extends DraftOutlined {
  @Described({ type: 'object' }) data!: object;
  @ListOf(() => OverwrittenShown) overwritten!: OverwrittenShown[];
}

const LEFT_OUT = 'Left out of news of a draft that is larger than 48 KiB.';

/** A draft in the news: whole, or in outline where the whole would be too much for a slow network. */
export class DraftToldShown extends DraftOutlined {
  @Optional() @Described({ type: 'object', description: LEFT_OUT }) data?: object;
  @Optional() @ListOf(() => OverwrittenShown) @Described({ description: LEFT_OUT }) overwritten?: OverwrittenShown[];
  @Optional() @Flag('The draft itself is to be asked for.') isOutlined?: boolean;
}

/** A page of drafts, most recent first. */
export class DraftsShown {
  @ListOf(() => DraftShown) items!: DraftShown[];
  @Optional() @Described({ type: 'string' }) nextCursor?: string;
}

/** What to go on with: the active session first, otherwise a draft. */
export class DraftOfferShown {
  @Nullable() @Nested(() => DraftShown) active!: DraftShown | null;
  @ListOf(() => DraftShown) drafts!: DraftShown[];
  @Optional() @Described({ type: 'string', description: 'Where the list of drafts goes on.' }) nextCursor?: string;
}

/** One version of a draft. */
export class DraftVersionShown {
  @Whole(1, Number.MAX_SAFE_INTEGER) version!: number;
  @Moment() savedAt!: string;
  @Described({ description: 'Its id, or what else it told of itself.' }) device!: unknown;
  @Described({ type: 'string' }) title!: string;
  @Whole(0, Number.MAX_SAFE_INTEGER) bytes!: number;
  @ListOf(() => OverwrittenShown) overwritten!: OverwrittenShown[];
  @Nullable() @Whole(1, Number.MAX_SAFE_INTEGER, 'The version that came back with it.') restoredFrom!: number | null;
}

/** A page of versions, newest first. */
export class DraftVersionsShown {
  @ListOf(() => DraftVersionShown) items!: DraftVersionShown[];
  @Optional() @Described({ type: 'string' }) nextCursor?: string;
}

/** One step from a version to another, as a JSON Patch (RFC 6902) has it. */
export class DifferenceShown {
  @OneOf(['add', 'remove', 'replace']) op!: string;
  @Described({ type: 'string', examples: ['/address/street'] }) path!: string;
  @Described({ type: 'string', description: 'The path for people.', examples: ['address / street'] }) label!: string;
  @Optional() @Described({}) value?: unknown;
}

/** The title of two versions. */
export class TitlesShown {
  @Described({ type: 'string' }) from!: string;
  @Described({ type: 'string' }) to!: string;
}

/** What differs between two versions. */
export class DraftDifferenceShown {
  @Whole(1, Number.MAX_SAFE_INTEGER) from!: number;
  @Whole(1, Number.MAX_SAFE_INTEGER) to!: number;
  @Nested(() => TitlesShown) title!: TitlesShown;
  @ListOf(() => DifferenceShown) patch!: DifferenceShown[];
}
