import type { Fact, StreamContract } from '@tidemark/contracts';

/** Protocol 5 of Socket.IO: a message that is an event of the main namespace. */
const EVENT = '2';

/** An event as the text that goes over the wire, made once for however many sockets hear it. */
export function eventFrame(name: string, body: object): string {
  return `${EVENT}${JSON.stringify([name, body])}`;
}

/** News of one kind of one stream. Newer ones make the older ones of the same needless: they carry the whole state. */
export interface Change {
  readonly streamId: string;
  readonly kind: string;
  readonly revision: number;
  readonly frame: string;
}

/** What a fact means to the devices of its user: one change for each kind that it touches. */
export function changesIn(contract: StreamContract, fact: Fact): readonly Change[] {
  const { streamId, type, occurredAt, position: revision, deviceId, commandId } = fact;
  const event = { type, at: occurredAt };
  const origin = { deviceId, commandId };
  return contract.kindsOf(type).map((kind) => {
    const state = stateOf(contract, kind, fact.state);
    return { streamId, kind, revision, frame: eventFrame('changed', { kind, revision, event, state, origin }) };
  });
}

/** The state of a kind after messages were lost; which events led to it is not known any more. */
export function catchUp(kind: string, revision: number, at: string, state: object): Change {
  const event = { type: 'CaughtUp', at };
  const origin = { deviceId: null, commandId: null };
  return { streamId: kind, kind, revision, frame: eventFrame('changed', { kind, revision, event, state, origin }) };
}

/** Where a stream is followed under several names, its state has one part for each. */
function stateOf({ kinds }: StreamContract, kind: string, state: unknown): unknown {
  return kinds.length === 1 ? state : (state as Readonly<Record<string, unknown>>)[kind];
}
