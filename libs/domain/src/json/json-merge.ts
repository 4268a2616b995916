import { isJsonObject, namesOfBoth, ownValue, type Json } from './json-value';

/** A JSON merge patch (RFC 7396) applied: objects are merged, null removes, and everything else is replaced whole. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isJsonObject(patch)) return patch;
  const kept = isJsonObject(target) ? target : {};
  return Object.fromEntries(
    namesOfBoth(kept, patch).flatMap((name): [string, Json][] => {
      const wanted = ownValue(patch, name);
      if (wanted === null) return [];
      const present = ownValue(kept, name);
      if (wanted !== undefined) return [[name, mergePatch(present, wanted)]];
      return present === undefined ? [] : [[name, present]];
    }),
  );
}
