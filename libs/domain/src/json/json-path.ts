import { isJsonObject, isList, ownValue, type Json } from './json-value';

/** Where something stands in a document: the names, and the places in lists, that lead to it. */
export type JsonPath = readonly string[];

/** A JSON Pointer (RFC 6901), as it may come from outside. */
export const JSON_POINTER = /^(?:\/(?:[^/~]|~[01])*)*$/;

/** A path as a JSON Pointer; the whole document is the empty text. */
export function toPointer(path: JsonPath): string {
  return path.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The inverse of `toPointer`. */
export function fromPointer(pointer: string): JsonPath {
  const names = pointer.split('/').slice(1);
  return names.map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What stands at a path, or undefined. */
export function valueAt(document: Json | undefined, path: JsonPath): Json | undefined {
  return path.reduce<Json | undefined>((value, name) => {
    if (isList(value)) return /^(?:0|[1-9]\d*)$/.test(name) ? value[Number(name)] : undefined;
    return isJsonObject(value) ? ownValue(value, name) : undefined;
  }, document);
}

/** The field in which a path leads: a list is one field, and so is whatever stands where an object would have to. */
export function fieldWithin(document: Json, path: JsonPath): JsonPath {
  const depth = path.findIndex((_, index) => !isJsonObject(valueAt(document, path.slice(0, index))));
  return depth === -1 ? path : path.slice(0, depth);
}
