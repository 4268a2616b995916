import { createHash } from 'node:crypto';
import type { CommandEnvelope } from '@tidemark/contracts';

/** Tells a repeated command from another one under the same key; the order of keys in JSON does not matter. */
export function commandHash({ name, at, data }: Pick<CommandEnvelope, 'name' | 'at' | 'data'>): string {
  return createHash('sha256')
    .update(canonical([name, at, data]))
    .digest('base64url');
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) => (isObject(inner) ? sorted(inner) : inner));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}
