import type { AnyEvent } from './decider';

/** Brings the payload of one event type from one schema version to the next. */
export type Upcast = (data: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/**
 * Every change of a payload's shape, in order: the first entry leads from version 1 to 2. An event type that is not
 * named here is at version 1 still. Entries are never edited once released.
 */
export const upcasts: Readonly<Record<string, readonly Upcast[]>> = {};

/** The version in which an event type is written today. */
export function schemaVersionOf(type: string, table = upcasts): number {
  return (table[type]?.length ?? 0) + 1;
}

/** An event as it would be written today, whatever version it was stored in. */
export function upcast(type: string, schemaVersion: number, data: object, table = upcasts): AnyEvent {
  const steps = table[type]?.slice(schemaVersion - 1) ?? [];
  const today = steps.reduce<Record<string, unknown>>((payload, step) => step(payload), { ...data });
  return { type, data: today };
}
