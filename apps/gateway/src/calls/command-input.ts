import { randomUUID } from 'node:crypto';
import { checked, InvalidRequest, isKey, notAKey, type CommandContract, type CommandDto } from '@tidemark/contracts';

export interface CommandInput {
  readonly commandId: string;
  readonly at: string | undefined;
  readonly data: object;
}

/** A key that came beside the body, and how its place is called in errors. */
export interface OuterKey {
  readonly place: string;
  readonly value: unknown;
}

/** A body by the rules of its command, with its key: given beside the body, in it, or made here. */
export function commandInput({ body: shape }: CommandContract, body: unknown, outer?: OuterKey): CommandInput {
  const { commandId, at, ...data } = checked(shape, body) as CommandDto;
  return { commandId: outerKey(outer, commandId) ?? commandId ?? randomUUID(), at, data };
}

function outerKey(outer: OuterKey | undefined, inner: string | undefined): string | undefined {
  if (outer?.value === undefined) return undefined;
  const { place, value } = outer;
  if (!isKey(value)) throw new InvalidRequest([notAKey(place)]);
  if (inner !== undefined && inner !== value) {
    const message = `${place} and commandId of the body must be the same.`;
    throw new InvalidRequest([{ path: 'commandId', rule: 'sameKey', message }]);
  }
  return value;
}
