import { fieldsOf, InvalidRequest, type Route, type Shape } from '@tidemark/contracts';
import type { Request } from 'express';
import { valueOf } from './query-string';

const NAME_IN_BRACES = /\{(\w+)\}/g;

/** The fields of an input that stand in the path: `programId` of `/api/progress/{programId}`. */
export function pathNames({ path }: Route): readonly string[] {
  return [...path.matchAll(NAME_IN_BRACES)].map(([, name = '']) => name);
}

/** The same path as the router wants it. */
export function patternOf({ path }: Route): string {
  return path.replace(NAME_IN_BRACES, ':$1');
}

/** An order in which `/api/drafts/latest` is looked at before `/api/drafts/{id}`: a brace comes after every letter. */
export function byPath({ route: one }: { readonly route: Route }, { route: other }: { readonly route: Route }): number {
  return one.path < other.path ? -1 : 1;
}

/** What was said together with what stands in the path; whoever says the same field twice may mean two things. */
export function withPath(shape: Shape, said: unknown, params: Request['params']): unknown {
  // Anything else is refused by the rules of the shape, in their words.
  if (typeof said !== 'object' || said === null || Array.isArray(said)) return said;
  const twice = Object.keys(params).filter((name) => Object.hasOwn(said, name));
  if (twice.length > 0) throw new InvalidRequest(twice.map(alreadyInPath));
  const fields = fieldsOf(shape);
  const values = Object.entries(params).map(([name, text]) => [name, valueOf(fields[name], String(text))]);
  return { ...said, ...Object.fromEntries(values) };
}

function alreadyInPath(name: string) {
  return { path: name, rule: 'whitelistValidation', message: `property ${name} should not exist, it is in the path` };
}
