import type { Instant } from '../decider';
import { isSameDevice, lastTraces } from './draft-traces';
import type { Device, DraftMemory, DraftVersion, Overwritten, Trace } from './draft-words';
import { fieldChanges, withFields, type FieldChange } from '../json/json-fields';
import { toPointer, valueAt } from '../json/json-path';
import { isSameJson, type Json } from '../json/json-value';

/** More than this about overwritten fields is told shorter, so that an event stays small enough to be published. */
export const OVERWRITTEN_LENGTH_MAX = 32_768;

/** What a device wants a draft to hold. */
export interface Sent {
  readonly data: Json;
  /** True for a save of the whole form, in which a field that is as it was in the base was merely carried along. */
  readonly isWhole: boolean;
  readonly base: DraftVersion | null;
  readonly device: Device;
  readonly at: Instant;
}

/** What became of a save. */
export interface Merged {
  readonly data: Json;
  readonly changes: readonly FieldChange[];
  readonly overwritten: readonly Overwritten[];
  /** Something that was sent is older than what stands, and gave way. */
  readonly isOlderInPart: boolean;
}

/**
 * Merges what was sent into what stands, field by field [F5]. A field that nobody else changed since the base is taken
 * as it was sent; one that only others changed stays; of one that both changed, what was changed later stands.
 */
export function merged(draft: DraftMemory, sent: Sent): Merged {
  const current = JSON.parse(draft.dataJson) as Json;
  const wanted = fieldChanges(current, sent.data);
  const { base } = sent;
  if (base === null || base.version >= draft.version) {
    return { data: sent.data, changes: wanted, overwritten: [], isOlderInPart: false };
  }
  const before = JSON.parse(base.dataJson) as Json;
  const lastTrace = lastTraces(draft.traces);
  const verdicts = wanted.map((change) => {
    const trace = lastTrace(toPointer(change.path));
    return { change, trace, verdict: verdictOn(change, { current, before, trace, sent }) };
  });
  const changes = verdicts.flatMap(({ change, verdict }) => (verdict.isTaken ? [change] : []));
  const overwritten = verdicts.flatMap(({ change, trace, verdict }): Overwritten[] => {
    if (!verdict.isConflict) return [];
    const theirs = valueAt(current, change.path);
    const theirsJson = theirs === undefined ? null : JSON.stringify(theirs);
    const stands = verdict.isTaken ? 'sent' : 'theirs';
    return [{ path: toPointer(change.path), theirsJson, version: draft.version, device: trace.device, stands }];
  });
  const data = changes.length === wanted.length ? sent.data : withFields(current, changes);
  const isOlderInPart = overwritten.some(({ stands }) => stands === 'theirs');
  return { data, changes, overwritten: toldBriefly(overwritten), isOlderInPart };
}

interface Verdict {
  readonly isTaken: boolean;
  readonly isConflict: boolean;
}

interface Evidence {
  readonly current: Json;
  readonly before: Json;
  readonly trace: Trace;
  readonly sent: Sent;
}

function verdictOn({ path, value }: FieldChange, { current, before, trace, sent }: Evidence): Verdict {
  const known = valueAt(before, path);
  const isLater = sent.at >= trace.savedAt;
  // What a device said before is no news to it, unless its saves overtook one another on the way.
  const isOwn = isLater && isSameDevice(trace.device, sent.device);
  if (isOwn || isSameJson(valueAt(current, path), known)) return { isTaken: true, isConflict: false };
  if (sent.isWhole && isSameJson(value, known)) return { isTaken: false, isConflict: false };
  return { isTaken: isLater, isConflict: true };
}

/** The whole list, or the list without values, or one line for all of it: whichever has room. */
function toldBriefly(overwritten: readonly Overwritten[]): readonly Overwritten[] {
  const hasRoom = (list: readonly Overwritten[]) => JSON.stringify(list).length <= OVERWRITTEN_LENGTH_MAX;
  const withoutValues = overwritten.map((field) => ({ ...field, theirsJson: null }));
  if (hasRoom(overwritten)) return overwritten;
  return hasRoom(withoutValues) ? withoutValues : withoutValues.slice(-1).map((field) => ({ ...field, path: '' }));
}
