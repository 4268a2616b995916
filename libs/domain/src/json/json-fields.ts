import type { JsonPath } from './json-path';
import { isJsonObject, isSameJson, namesOfBoth, ownValue, type Json } from './json-value';

/** A field that differs: what it becomes, or undefined where it goes. */
export interface FieldChange {
  readonly path: JsonPath;
  readonly value: Json | undefined;
}

/** The fields in which two documents differ. Objects are looked into; everything else, lists too, is one field. */
export function fieldChanges(
  from: Json | undefined,
  to: Json | undefined,
  path: JsonPath = [],
): readonly FieldChange[] {
  if (!isJsonObject(from) || !isJsonObject(to)) return isSameJson(from, to) ? [] : [{ path, value: to }];
  return namesOfBoth(from, to).flatMap((name) =>
    fieldChanges(ownValue(from, name), ownValue(to, name), [...path, name]),
  );
}

/** A document with some fields changed; new ones come last, and where an object is needed there will be one. */
export function withFields(document: Json, changes: readonly FieldChange[]): Json {
  return changed(document, changes) ?? null;
}

function changed(value: Json | undefined, changes: readonly FieldChange[]): Json | undefined {
  if (changes.length === 0) return value;
  const whole = changes.find(({ path }) => path.length === 0);
  if (whole) return whole.value;
  const object = isJsonObject(value) ? value : {};
  const within = new Map<string, FieldChange[]>();
  for (const { path, value } of changes) {
    const [name = '', ...rest] = path;
    const beside = within.get(name);
    if (beside) beside.push({ path: rest, value });
    else within.set(name, [{ path: rest, value }]);
  }
  const names = new Set([...Object.keys(object), ...within.keys()]);
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const inner = changed(ownValue(object, name), within.get(name) ?? []);
      return inner === undefined ? [] : [[name, inner]];
    }),
  );
}
