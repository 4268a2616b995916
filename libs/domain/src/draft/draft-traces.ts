import type { Device, DraftMemory, Trace } from './draft-words';
import { toPointer } from '../json/json-path';
import type { FieldChange } from '../json/json-fields';

/** A save that changed more fields than have room here is kept as one that changed everything, by nobody in particular. */
export const CHANGED_LENGTH_MAX = 8_192;
/** So much is remembered of who changed what; the oldest saves are forgotten first. */
export const TRACES_LENGTH_MAX = 16_384;

/** Everything in a document. */
const EVERYTHING = [''];
const NOBODY: Device = { deviceId: null, deviceInfoJson: null };

/** The paths of some changes, as the event of a save names them. */
export function pathsOf(changes: readonly FieldChange[]): readonly string[] {
  const paths = changes.map(({ path }) => toPointer(path));
  return JSON.stringify(paths).length > CHANGED_LENGTH_MAX ? EVERYTHING : paths;
}

/** How the traces of a draft begin. */
export function firstTrace(device: Device, savedAt: number): Trace {
  return { version: 1, paths: EVERYTHING, device, savedAt };
}

/** The traces after another save, cut to what has room. */
export function traced(traces: DraftMemory['traces'], save: Trace): DraftMemory['traces'] {
  // Who changed too much to be named may not pass for the one who changed a field that somebody else did.
  const device = save.paths.includes('') ? NOBODY : save.device;
  let [oldest, ...later] = [...traces, { ...save, device }] as [Trace, ...Trace[]];
  for (let next = later[0]; next && JSON.stringify(later).length > TRACES_LENGTH_MAX; next = later[0]) {
    const savedAt = Math.max(oldest.savedAt, next.savedAt);
    oldest = { version: next.version, paths: EVERYTHING, device: NOBODY, savedAt };
    later = later.slice(1);
  }
  return [oldest, ...later];
}

/**
 * Finds the last save that changed something at a path, in what stands there, or in what it stands in. Asked about every
 * field of a form, so the traces are sorted in once.
 */
export function lastTraces(traces: DraftMemory['traces']): (pointer: string) => Trace {
  const there = new Map<string, Trace>();
  const thereOrDeeper = new Map<string, Trace>();
  for (const trace of traces) {
    for (const pointer of trace.paths) {
      there.set(pointer, trace);
      for (const above of leadingTo(pointer)) thereOrDeeper.set(above, trace);
    }
  }
  const later = (one: Trace, other: Trace | undefined) => (other && other.version > one.version ? other : one);
  return (pointer) => {
    const first = later(traces[0], thereOrDeeper.get(pointer));
    return leadingTo(pointer).reduce((last, above) => later(last, there.get(above)), first);
  };
}

/** Every pointer on the way to one, from the whole document to itself. */
function leadingTo(pointer: string): readonly string[] {
  const pointers: string[] = [];
  for (let end = 0; end !== -1; end = pointer.indexOf('/', end + 1)) pointers.push(pointer.slice(0, end));
  return pointer === '' ? pointers : [...pointers, pointer];
}

/** True where both are surely the same one. */
export function isSameDevice(one: Device, other: Device): boolean {
  if (one.deviceId !== null || other.deviceId !== null) return one.deviceId === other.deviceId;
  return one.deviceInfoJson !== null && one.deviceInfoJson === other.deviceInfoJson;
}
