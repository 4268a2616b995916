import type { Fact } from '@tidemark/contracts';

/** Protocol 5 of Socket.IO: a message that is an event of the main namespace. */
const EVENT = '2';

/** An event as the text that goes over the wire, made once for however many sockets hear it. */
export function eventFrame(name: string, body: object): string {
  return `${EVENT}${JSON.stringify([name, body])}`;
}

/** News of one stream. A newer one makes the older ones of the same stream needless: it carries the whole state. */
export interface Change {
  readonly streamId: string;
  readonly kind: string;
  readonly revision: number;
  readonly frame: string;
}

/** What a fact means to the devices of its user. */
export function changeIn(kind: string, fact: Fact): Change {
  const { streamId, type, occurredAt, position: revision, state, deviceId, commandId } = fact;
  const event = { type, at: occurredAt };
  const frame = eventFrame('changed', { kind, revision, event, state, origin: { deviceId, commandId } });
  return { streamId, kind, revision, frame };
}

/** The state of a kind after messages were lost; which events led to it is not known any more. */
export function catchUp(kind: string, revision: number, at: string, state: object): Change {
  const event = { type: 'CaughtUp', at };
  const origin = { deviceId: null, commandId: null };
  return { streamId: kind, kind, revision, frame: eventFrame('changed', { kind, revision, event, state, origin }) };
}
