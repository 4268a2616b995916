import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { fieldsOf, type Shape } from './fields';

/** Nothing that a person sends is nested deeper than this. */
export const DEPTH_MAX = 32;
/** Nor does it have more keys than this, at all levels together, unless its shape has room for free JSON. */
export const KEYS_MAX = 1_000;
/** So many mistakes are named; a longer list helps nobody. */
export const MISTAKES_MAX = 20;

/** One thing that is wrong with an input, and where. */
export interface Mistake {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}

/** Malformed input, with every mistake named: 400 `request/invalid` on every surface. */
export class InvalidRequest extends Error {
  constructor(readonly mistakes: readonly Mistake[]) {
    super(mistakes[0]?.message ?? 'The request is not valid.');
    this.name = 'InvalidRequest';
  }
}

/** What is wrong with an id that `isKey` does not take. */
export function notAKey(path: string): Mistake {
  return { path, rule: 'key', message: `${path} must be 1 to 64 of letters, digits, _ and -.` };
}

const LONE_SURROGATE = /\p{Surrogate}/u;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Refuses what no shape should ever have to think of: depth, floods of keys, NUL, half characters, prototype keys, and
 * numbers of which nobody can say whether they were rounded on their way.
 */
export function screen(body: unknown, keysMax = KEYS_MAX): void {
  let keys = 0;
  const look = (value: unknown, path: string, depth: number): void => {
    if (typeof value === 'string') return lookAtText(value, path);
    if (typeof value === 'number') return lookAtNumber(value, path);
    if (typeof value !== 'object' || value === null) return;
    if (depth > DEPTH_MAX) refuse(path, 'depth', `Nothing may be nested deeper than ${DEPTH_MAX} levels.`);
    for (const name of Object.keys(value)) {
      keys += 1;
      if (keys > keysMax) refuse(path, 'keys', `A request has at most ${keysMax} keys.`);
      if (FORBIDDEN_KEYS.has(name)) refuse(path, 'forbiddenKey', 'A key has a name that is not allowed.');
      lookAtText(name, path);
      look((value as Record<string, unknown>)[name], path ? `${path}.${name}` : name, depth + 1);
    }
  };
  look(body, '', 1);
}

function lookAtText(text: string, path: string): void {
  if (text.includes('\0')) refuse(path, 'noNul', 'Text may not contain the NUL character.');
  if (LONE_SURROGATE.test(text)) refuse(path, 'wellFormed', 'Text may not contain half of a character.');
}

function lookAtNumber(number: number, path: string): void {
  if (Math.abs(number) <= Number.MAX_SAFE_INTEGER) return;
  refuse(path, 'exactNumber', `A number may not be beyond ${Number.MAX_SAFE_INTEGER}; send it as a text.`);
}

function refuse(path: string, rule: string, message: string): never {
  throw new InvalidRequest([{ path, rule, message }]);
}

/** A body that obeys the rules of its shape, or an InvalidRequest that names each mistake. */
export function checked<T extends object>(shape: Shape<T>, body: unknown): T {
  screen(body, keysMaxOf(shape));
  if (!isObject(body)) refuse('', 'object', 'The body must be a JSON object.');
  const strangers = unknownFields(shape, body);
  const instance = plainToInstance(shape, body);
  // Not `forbidUnknownValues`: it takes a shape without fields for no shape at all.
  const errors = validateSync(instance, { forbidUnknownValues: false });
  const mistakes = [...strangers, ...errors.flatMap((error) => mistakesIn(error))];
  if (mistakes.length > 0) throw new InvalidRequest(mistakes.slice(0, MISTAKES_MAX));
  return instance;
}

/** How many keys a request of this shape may have, at all levels together. */
export function keysMaxOf(shape: Shape): number {
  return Math.max(...Object.values(fieldsOf(shape)).map(({ keysMax = KEYS_MAX }) => keysMax), KEYS_MAX);
}

/** Found by our own list of fields: class-transformer drops keys such as `toString` before a whitelist could see them. */
function unknownFields(shape: Shape, body: object, parent = ''): readonly Mistake[] {
  const fields = new Map(Object.entries(fieldsOf(shape)));
  return Object.entries(body).flatMap(([name, value]: [string, unknown]) => {
    const path = parent ? `${parent}.${name}` : name;
    const field = fields.get(name);
    if (!field) return [{ path, rule: 'whitelistValidation', message: `property ${name} should not exist` }];
    if (!field.nested || field.apart) return [];
    const shape = field.nested();
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    const inside = items.flatMap((item, nth) => (isObject(item) ? unknownFields(shape, item, `${path}.${nth}`) : []));
    return isObject(value) ? unknownFields(shape, value, path) : inside;
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mistakesIn(error: ValidationError, parent = ''): readonly Mistake[] {
  const path = parent ? `${parent}.${error.property}` : error.property;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({ path, rule, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => mistakesIn(child, path))];
}
