import { DRAFT_RECOVERABLE_MS, draftExpiresAt, draftOf } from './draft';
import type { DraftVersionSaid } from './draft-history';
import type { Device, Draft, DraftVersion, KnownDraft, Overwritten } from './draft-words';
import { difference, wholeStep, type Difference } from '../json/json-difference';
import { utf8BytesOf, type Json } from '../json/json-value';
import { toIso } from '../wire';

/** Steps that take more than this say less than both versions side by side would. */
export const DIFFERENCE_LENGTH_MAX = 262_144;

/** A field in which two devices were at odds, as clients see it. */
export interface OverwrittenView {
  readonly path: string;
  readonly theirs: Json;
  readonly device: Json;
  readonly version: number;
  readonly stands: Overwritten['stands'];
}

/** A draft as every client of its owner sees it. */
export interface DraftView {
  readonly id: string;
  readonly profileId: string;
  readonly subjectId: string | null;
  readonly title: string;
  readonly data: Json;
  readonly deviceInfo: Json;
  readonly status: KnownDraft['status'];
  readonly version: number;
  readonly revision: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** When it expires if nobody touches it, or when it did; null for what never does. */
  readonly expiresAt: string | null;
  readonly recoverableUntil: string | null;
  /** By the last save. */
  readonly overwritten: readonly OverwrittenView[];
}

/** One version in the list of all. */
export interface DraftVersionView {
  readonly version: number;
  readonly savedAt: string;
  readonly device: Json;
  readonly title: string;
  readonly bytes: number;
  readonly overwritten: readonly OverwrittenView[];
  readonly restoredFrom: number | null;
}

/** What differs between two versions. */
export interface DraftDifferenceView {
  readonly from: number;
  readonly to: number;
  readonly title: { readonly from: string; readonly to: string };
  readonly patch: readonly Difference[];
}

/** Who looks at a draft, and how far its stream has come. */
export interface DraftSeenBy {
  readonly userId: string;
  readonly revision: number;
}

/** What a draft is, for its owner; for everybody else there is none. */
export function draftView(draft: Draft, { userId, revision }: DraftSeenBy): DraftView {
  const own = draftOf(userId, draft);
  const { draftId: id, profileId, subjectId, title, version, status, createdAt, updatedAt } = own;
  const expiredAt = own.status === 'expired' ? own.expiredAt : null;
  const expiresAt = expiredAt ?? draftExpiresAt(own);
  return {
    ...{ id, profileId, subjectId, title },
    data: JSON.parse(own.dataJson) as Json,
    deviceInfo: valueOf(own.deviceInfoJson),
    ...{ status, version, revision },
    createdAt: toIso(createdAt),
    updatedAt: toIso(updatedAt),
    expiresAt: expiresAt === null ? null : toIso(expiresAt),
    recoverableUntil: expiredAt === null ? null : toIso(expiredAt + DRAFT_RECOVERABLE_MS),
    overwritten: own.overwritten.map(overwrittenView),
  };
}

/** One version as the list of all shows it; `bytes` where its data were counted elsewhere and left there. */
export function draftVersionView(said: DraftVersionSaid, bytes = utf8BytesOf(said.dataJson)): DraftVersionView {
  const { version, title, restoredFrom } = said;
  return {
    version,
    savedAt: toIso(said.savedAt),
    device: deviceView(said.device),
    title,
    bytes,
    overwritten: said.overwritten.map(overwrittenView),
    restoredFrom,
  };
}

/** What differs between two versions, as a JSON Patch with readable paths; one step where single ones would be too long. */
export function draftDifferenceView(from: DraftVersion, to: DraftVersion): DraftDifferenceView {
  const after = JSON.parse(to.dataJson) as Json;
  const steps = difference(JSON.parse(from.dataJson) as Json, after);
  const patch = JSON.stringify(steps).length > DIFFERENCE_LENGTH_MAX ? [wholeStep(after)] : steps;
  return { from: from.version, to: to.version, title: { from: from.title, to: to.title }, patch };
}

function overwrittenView({ path, theirsJson, device, version, stands }: Overwritten): OverwrittenView {
  return { path, theirs: valueOf(theirsJson), device: deviceView(device), version, stands };
}

/** A device is shown by its id, or by whatever else it told of itself. */
function deviceView({ deviceId, deviceInfoJson }: Device): Json {
  return deviceId ?? valueOf(deviceInfoJson);
}

function valueOf(json: string | null): Json {
  return json === null ? null : (JSON.parse(json) as Json);
}
