import type { Told } from '../decider';
import { merged, type Sent } from './draft-merge';
import { titleAfter } from './draft-title';
import { pathsOf } from './draft-traces';
import type { Device, DraftCommand, DraftEvent, DraftMemory, DraftVersion } from './draft-words';
import { fieldChanges, withFields, type FieldChange } from '../json/json-fields';
import { mergePatch } from '../json/json-merge';
import { fieldWithin, fromPointer, valueAt } from '../json/json-path';
import { utf8BytesOf, type Json } from '../json/json-value';
import { Rejection } from '../rejection';

/** No form holds more: bytes of its JSON without spaces, in UTF-8 [F1]. */
export const DRAFT_BYTES_MAX = 256 * 1_024;

/** A save, of the whole form or of some of its fields. */
export type Save = Told & {
  readonly title?: string;
  readonly base: DraftVersion | null;
  readonly device: Device;
} & ({ readonly dataJson: string } | { readonly patchJson: string });

/** What a save says; nothing where all of it is known already. */
export function saved(draft: DraftMemory, save: Save): readonly DraftEvent[] {
  const { base, device, at } = save;
  const { data, changes, ...fields } = merged(draft, sentWith(draft, save));
  const dataJson = withinLimit(JSON.stringify(data));
  const { title, ...named } = titleAfter(draft, save);
  const overwritten = [...fields.overwritten, ...named.overwritten];
  const isOlderInPart = fields.isOlderInPart || named.overwritten.some(({ stands }) => stands === 'theirs');
  if (dataJson === draft.dataJson && title === draft.title && overwritten.length === 0) return [];

  const baseVersion = base?.version ?? draft.version;
  const content = { version: draft.version + 1, title, dataJson, changed: pathsOf(changes) };
  const said = { baseVersion, device, savedAt: at };
  const event: DraftEvent = { type: 'DraftSaved', data: { ...content, ...said, overwritten } };
  if (!isOlderInPart) return [event];
  const isWhole = 'dataJson' in save;
  const sent = { title: save.title ?? null, sentJson: isWhole ? save.dataJson : save.patchJson, isWhole };
  return [{ type: 'OlderSaveKept', data: { ...said, ...sent } }, event];
}

/** What stood in an earlier version comes back: all of it, or the fields at some paths. */
export function restored(
  draft: DraftMemory,
  { from, paths, device, at }: Extract<DraftCommand, { type: 'RestoreVersion' }>,
): readonly DraftEvent[] {
  if (!from) throw new Rejection('draft-version/not-found');
  const [current, earlier] = [JSON.parse(draft.dataJson) as Json, JSON.parse(from.dataJson) as Json];
  const data = paths === null ? earlier : withFields(current, paths.map(fieldOf(current, earlier)));
  const title = paths === null ? from.title : draft.title;
  const dataJson = withinLimit(JSON.stringify(data));
  if (dataJson === draft.dataJson && title === draft.title) return [];
  const content = { version: draft.version + 1, title, dataJson, changed: pathsOf(fieldChanges(current, data)) };
  const source = { fromVersion: from.version, paths };
  return [{ type: 'VersionRestored', data: { ...content, ...source, device, restoredAt: at } }];
}

function sentWith(draft: DraftMemory, { base, device, at, ...save }: Save): Sent {
  if ('dataJson' in save) return { data: JSON.parse(save.dataJson) as Json, isWhole: true, base, device, at };
  const [current, patch] = [JSON.parse(draft.dataJson) as Json, JSON.parse(save.patchJson) as Json];
  return { data: mergePatch(current, patch), isWhole: false, base, device, at };
}

/** A path into a list means the list, and one below what is no object means that. */
function fieldOf(current: Json, earlier: Json): (pointer: string) => FieldChange {
  return (pointer) => {
    const path = fieldWithin(current, fieldWithin(earlier, fromPointer(pointer)));
    const value = valueAt(earlier, path);
    if (value === undefined && valueAt(current, path) === undefined) {
      throw new Rejection('draft-field/not-found', undefined, { path: pointer });
    }
    return { path, value };
  };
}

/** The text, unless it is too large for a draft. */
export function withinLimit(dataJson: string): string {
  const bytes = utf8BytesOf(dataJson);
  if (bytes <= DRAFT_BYTES_MAX) return dataJson;
  throw new Rejection('draft/too-large', undefined, { bytes, bytesMax: DRAFT_BYTES_MAX });
}
