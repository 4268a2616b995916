import 'reflect-metadata';
import {
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateIf,
  ValidateNested,
  type ValidateByOptions,
} from 'class-validator';
import { Transform, Type } from 'class-transformer';
import { CLOCK_TIME, ZONE_LENGTH_MAX, isResetTime, isZone, zoneRefusal } from '@tidemark/domain';

/** The part of JSON Schema that our documents use. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly [keyword: string]: unknown;
}

/** A class whose fields carry both their rule and their description. */
export type Shape<T extends object = object> = new () => T;

const fieldsKey = Symbol('fields');

interface FieldNote {
  readonly schema?: Schema;
  readonly nested?: () => Shape;
  readonly list?: boolean;
  /** Whoever takes the list checks its objects. */
  readonly apart?: boolean;
  readonly optional?: boolean;
  readonly nullable?: boolean;
  /** So many keys may a request have, where that is more than usual. */
  readonly keysMax?: number;
}

/** A field with what is known of it, and the rules that it obeys. */
export function note(field: FieldNote, ...rules: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, property) => {
    const own = (Reflect.getOwnMetadata(fieldsKey, target) ?? {}) as Record<string, FieldNote>;
    const name = String(property);
    Reflect.defineMetadata(fieldsKey, { ...own, [name]: { ...own[name], ...field } }, target);
    for (const rule of rules) rule(target, property);
  };
}

/** All fields of a shape, inherited ones first. */
export function fieldsOf(shape: Shape): Readonly<Record<string, FieldNote>> {
  const chain: Record<string, FieldNote>[] = [];
  for (
    let proto: unknown = shape.prototype;
    proto && proto !== Object.prototype;
    proto = Object.getPrototypeOf(proto)
  ) {
    chain.unshift((Reflect.getOwnMetadata(fieldsKey, proto as object) ?? {}) as Record<string, FieldNote>);
  }
  return Object.assign({}, ...chain);
}

// ---- presence

/** May be left out; `null` is a value and goes through the other rules. */
export const Optional = () =>
  note(
    { optional: true },
    ValidateIf((_, value) => value !== undefined),
  );
/** May be `null`. Place it above the rule for the other values; together with `Optional` use `OptionalOrNull`. */
export const Nullable = () =>
  note(
    { nullable: true },
    ValidateIf((_, value) => value !== null),
  );
/** May be left out or `null`, which mean different things. */
export const OptionalOrNull = () =>
  note(
    { optional: true, nullable: true },
    ValidateIf((_, value) => value !== undefined && value !== null),
  );

// ---- values

/** A whole number; a number in quotes is none. */
export const Whole = (min: number, max: number, description?: string) =>
  note({ schema: { type: 'integer', minimum: min, maximum: max, description } }, IsInt(), Min(min), Max(max));

/** `true` or `false`; nothing else counts as one of them. */
export const Flag = (description?: string) => note({ schema: { type: 'boolean', description } }, IsBoolean());

/** One of a few words. */
export const OneOf = (values: readonly string[], description?: string) =>
  note({ schema: { type: 'string', enum: values, description } }, IsIn(values));

/** A text of limited length, in UTF-16 units. */
export const Text = (minLength: number, maxLength: number, description?: string) =>
  note(
    { schema: { type: 'string', minLength, maxLength, description } },
    IsString(),
    MinLength(minLength),
    MaxLength(maxLength),
  );

/** An e-mail address. */
export const Email = () =>
  note({ schema: { type: 'string', format: 'email', maxLength: 254 } }, MaxLength(254), IsEmail());

const KEY = /^[A-Za-z0-9_-]{1,64}$/;

/** Ids of users, devices and commands: 1 to 64 of letters, digits, `_` and `-`. UUIDs are of this form too. */
export const isKey = (value: unknown): value is string => typeof value === 'string' && KEY.test(value);

/** A field that holds such an id. */
export const Key = (description?: string) =>
  note({ schema: { type: 'string', pattern: KEY.source, description } }, IsString(), Matches(KEY));

const INSTANT = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?(Z|[+-]\d\d:\d\d)$/;

/** An ISO-8601 instant on a date that exists. */
export function isInstant(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > 32) return false;
  const [, date] = INSTANT.exec(value) ?? [];
  if (date === undefined || Number.isNaN(Date.parse(value))) return false;
  return new Date(`${date}T00:00:00.000Z`).toISOString().startsWith(date);
}

/** An ISO-8601 instant with its offset. */
export const Moment = (description?: string) =>
  note(
    { schema: { type: 'string', format: 'date-time', description } },
    ValidateBy({
      name: 'isInstant',
      validator: {
        validate: isInstant,
        defaultMessage: () => '$property must be an ISO-8601 instant such as 2026-11-21T09:30:00.000Z',
      },
    }),
  );

export { isZone };

/** An IANA zone by its full name. */
export const Zone = () =>
  note(
    { schema: { type: 'string', examples: ['Europe/Berlin'], maxLength: ZONE_LENGTH_MAX } },
    ValidateBy({
      name: 'isZone',
      validator: { validate: isZone, defaultMessage: (asked) => `$property ${zoneRefusal(asked?.value)}` },
    }),
  );

const RESET_TIME_SCHEMA: Schema = {
  oneOf: [
    { type: 'string', enum: ['midnight'] },
    { type: 'string', pattern: CLOCK_TIME.source, examples: ['07:30'] },
    {
      type: 'object',
      additionalProperties: false,
      properties: { hour: { type: 'integer', minimum: 0, maximum: 23 } },
      required: ['hour'],
    },
  ],
};

/** When the day ends: `midnight`, an hour, or hours and minutes. */
export const LocalTimeOfReset = () =>
  note(
    { schema: RESET_TIME_SCHEMA },
    ValidateBy({
      name: 'isResetTime',
      validator: {
        validate: isResetTime,
        defaultMessage: () => '$property must be "midnight", {"hour": 0 to 23} or "HH:MM"',
      },
    }),
  );

/** A date that some calendar has. */
export function isLocalDate(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && isInstant(`${value}T00:00:00Z`);
}

/** A date without a place. */
export const LocalDate = (description?: string) =>
  note(
    { schema: { type: 'string', format: 'date', description } },
    ValidateBy({
      name: 'isLocalDate',
      validator: { validate: isLocalDate, defaultMessage: () => '$property must be a date such as 2026-11-21' },
    }),
  );

/** An object of another shape; without the first rule a list, or nothing at all, would pass for one. */
export const Nested = <T extends object>(shape: () => Shape<T>) =>
  note({ nested: shape }, ValidateBy(oneObject), ValidateNested(), Type(shape));

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** True for a list of nothing but objects, and of no more than so many. */
export function isListOfObjects(value: unknown, lengthMax: number): value is readonly object[] {
  return Array.isArray(value) && value.length <= lengthMax && value.every(isObject);
}

/** The rule for one object. */
export const oneObject: ValidateByOptions = {
  name: 'isObject',
  validator: { validate: isObject, defaultMessage: () => '$property must be an object' },
};

/** A list of objects of another shape, each checked; without the first rule `null` would pass for one of them. */
export const NestedList = <T extends object>(shape: () => Shape<T>, lengthMax: number, description?: string) =>
  note(
    { nested: shape, list: true, schema: { maxItems: lengthMax, description } },
    ValidateBy({
      name: 'isListOfObjects',
      validator: {
        validate: (value: unknown) => isListOfObjects(value, lengthMax),
        defaultMessage: () => `$property must be a list of at most ${lengthMax} objects`,
      },
    }),
    ValidateNested({ each: true }),
    Type(shape),
  );

/** A list of texts of one form. */
export const TextList = (itemsMax: number, lengthMax: number, form: RegExp, description?: string) =>
  note(
    {
      schema: {
        type: 'array',
        maxItems: itemsMax,
        items: { type: 'string', maxLength: lengthMax, pattern: form.source },
        description,
      },
    },
    ValidateBy({
      name: 'isTextList',
      validator: {
        validate: (value: unknown) =>
          Array.isArray(value) && value.length <= itemsMax && value.every((item) => isTextOf(item, lengthMax, form)),
        defaultMessage: () => `$property must be a list of at most ${itemsMax} texts of the form ${form.source}`,
      },
    }),
  );

function isTextOf(value: unknown, lengthMax: number, form: RegExp): boolean {
  return typeof value === 'string' && value.length <= lengthMax && form.test(value);
}

/** Taken over as it came: whatever copies free JSON leaves out keys such as `toString`. */
export const asItCame = Transform(({ obj, key }) => (obj as Record<string, unknown>)[key]);

// ---- shapes of answers, described and never checked on the way out

/** Anything that an answer may hold, as this schema says. */
export const Described = (schema: Schema) =>
  note(
    { schema },
    ValidateIf(() => false),
  );
/** A list of another shape. */
export const ListOf = (shape: () => Shape) =>
  note(
    { nested: shape, list: true },
    ValidateIf(() => false),
  );
