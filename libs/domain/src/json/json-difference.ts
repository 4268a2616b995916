import { toPointer, type JsonPath } from './json-path';
import { isJsonObject, isList, isSameJson, namesOfBoth, ownValue, type Json, type JsonObject } from './json-value';

/** One step of a JSON Patch (RFC 6902). Whoever applies it passes over the label, which is for people. */
export type Difference = { readonly path: string; readonly label: string } & (
  { readonly op: 'add' | 'replace'; readonly value: Json } | { readonly op: 'remove' }
);

/** Where a step happens: as a pointer says it, and as a person would. */
interface Place {
  readonly path: JsonPath;
  readonly words: readonly string[];
}

const EVERYTHING = 'everything';

/** The JSON Patch that makes one document of another, with paths such as `address / street` or `rooms / #2`. */
export function difference(from: Json, to: Json): readonly Difference[] {
  return between(from, to, { path: [], words: [] });
}

/** The one step that makes anything a document. */
export function wholeStep(value: Json): Difference {
  return { op: 'replace', ...told({ path: [], words: [] }), value };
}

function between(from: Json, to: Json, place: Place): readonly Difference[] {
  if (isJsonObject(from) && isJsonObject(to)) return betweenObjects(from, to, place);
  if (isList(from) && isList(to)) return betweenLists(from, to, place);
  return isSameJson(from, to) ? [] : [{ op: 'replace', ...told(place), value: to }];
}

function betweenObjects(from: JsonObject, to: JsonObject, place: Place): readonly Difference[] {
  return namesOfBoth(from, to).flatMap((name): readonly Difference[] => {
    const [before, after] = [ownValue(from, name), ownValue(to, name)];
    const here = { path: [...place.path, name], words: [...place.words, name] };
    if (after === undefined) return [{ op: 'remove', ...told(here) }];
    return before === undefined ? [{ op: 'add', ...told(here), value: after }] : between(before, after, here);
  });
}

/** What both lists begin and end with stays; between these, items are compared one by one, and the rest comes or goes. */
function betweenLists(from: readonly Json[], to: readonly Json[], place: Place): readonly Difference[] {
  const shorter = Math.min(from.length, to.length);
  let head = 0;
  while (head < shorter && isSameJson(from[head], to[head])) head += 1;
  let tail = 0;
  while (tail < shorter - head && isSameJson(from.at(-1 - tail), to.at(-1 - tail))) tail += 1;

  const paired = shorter - tail;
  const replaced = to
    .slice(head, paired)
    .flatMap((item, index) => between(from[head + index] ?? null, item, itemOf(place, head + index)));
  const added = to
    .slice(paired, to.length - tail)
    .map((value, index): Difference => ({ op: 'add', ...told(itemOf(place, paired + index)), value }));
  // From the end, so that each place is still the one that was meant.
  const removed = from
    .slice(paired, from.length - tail)
    .map((_, index): Difference => ({ op: 'remove', ...told(itemOf(place, paired + index)) }))
    .reverse();
  return [...replaced, ...added, ...removed];
}

function itemOf({ path, words }: Place, index: number): Place {
  return { path: [...path, String(index)], words: [...words, `#${index + 1}`] };
}

function told({ path, words }: Place): { readonly path: string; readonly label: string } {
  return { path: toPointer(path), label: words.join(' / ') || EVERYTHING };
}
