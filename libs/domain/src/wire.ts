import type { Instant } from './decider';

/**
 * Events are stored and published with readable instants: every number whose name ends in `At` is an ISO-8601 string
 * on the wire. The naming rule is the schema, so a new event needs no codec of its own. Names that users choose, as in
 * a draft's free JSON, must not come through here as keys: carry such data as text.
 */
export function toWire(data: object): object {
  return mapInstants(data, (value) => (typeof value === 'number' ? toIso(value) : value));
}

/** The inverse of `toWire`. */
export function fromWire<Data extends object>(data: object): Data {
  return mapInstants(data, (value) => (typeof value === 'string' ? fromIso(value) : value)) as Data;
}

/** An instant as the outside writes it. */
export function toIso(instant: Instant): string {
  return new Date(instant).toISOString();
}

/** The inverse of `toIso`. */
export function fromIso(text: string): Instant {
  return Date.parse(text);
}

function mapInstants(value: object, convert: (leaf: unknown) => unknown): object {
  if (Array.isArray(value)) return value.map((item) => (isObject(item) ? mapInstants(item, convert) : item));
  const mapped: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    if (isObject(inner)) mapped[name] = mapInstants(inner, convert);
    else mapped[name] = name.endsWith('At') ? convert(inner) : inner;
  }
  return mapped;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
