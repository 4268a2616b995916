import type { Fact, RevisionsDto, SnapshotShown, StreamContract } from '@tidemark/contracts';
import { CAUGHT_UP, pushesOf } from './day-pushes';

/** Protocol 5 of Socket.IO: a message that is an event of the main namespace. */
const EVENT = '2';

/** An event as the text that goes over the wire, made once for however many sockets hear it. */
export function eventFrame(name: string, body: object): string {
  return `${EVENT}${JSON.stringify([name, body])}`;
}

/** News of one kind. Newer ones make the older ones about the same needless: they carry the whole state of it. */
export interface Change {
  /** The stream, and the part of it where its states are told in parts. */
  readonly about: string;
  readonly kind: string;
  readonly revision: number;
  /** `changed`, and what is said by name after it. */
  readonly frames: readonly string[];
}

/** What a fact means to the devices of its user: one change for each kind that it touches. */
export function changesIn(contract: StreamContract, fact: Fact): readonly Change[] {
  const { streamId, type, data, occurredAt: at, position: revision, deviceId, commandId } = fact;
  const changes = contract.kindsOf(type).map((kind) => {
    const state = stateOf(contract, kind, fact.state);
    const about = contract.partOf ? `${streamId} ${contract.partOf(state)}` : streamId;
    return changeOf(about, { kind, revision, event: { type, at }, state, origin: { deviceId, commandId } }, data);
  });
  // Kinds with nothing to say by name go first, so that names are heard when every state is there.
  return changes.sort((one, other) => one.frames.length - other.frames.length);
}

/** What is news after messages were lost; which events led to it is not known any more. */
export function changesSince({ revision: name, kinds }: StreamContract, snapshot: SnapshotShown): readonly Change[] {
  const { serverTime: at, revisions } = snapshot;
  const newest = name === null ? undefined : revisions[name];
  if (name === null || newest === undefined) return [];
  const told = (about: string, kind: string, revision: number, state: object) => {
    const event = { type: CAUGHT_UP, at };
    return changeOf(about, { kind, revision, event, state, origin: { deviceId: null, commandId: null } }, {});
  };
  return kinds.flatMap((kind) => {
    const parts = partsOf(snapshot, name);
    if (parts) return parts.map((part, nth) => told(`${kind} ${nth}`, kind, part.revision, part));
    const state = (snapshot as unknown as Readonly<Record<string, object | null | undefined>>)[kind];
    return state ? told(kind, kind, newest, state) : [];
  });
}

/** How far a client has come that was told all of a snapshot: of a kind with many parts, as far as they were listed. */
export function reachedBy(snapshot: SnapshotShown): RevisionsDto {
  const reached = Object.entries(snapshot.revisions).map(([name, newest]: [string, number]) => {
    return [name, partsOf(snapshot, name as keyof RevisionsDto)?.at(-1)?.revision ?? newest];
  });
  return Object.fromEntries(reached) as RevisionsDto;
}

interface Part {
  readonly revision: number;
}

interface Changed {
  readonly kind: string;
  readonly revision: number;
  readonly event: { readonly type: string; readonly at: string };
  readonly state: object;
  readonly origin: { readonly deviceId: string | null; readonly commandId: string | null };
}

function changeOf(about: string, changed: Changed, data: object): Change {
  const { kind, revision, event, state } = changed;
  const pushes = pushesOf(kind, event.type, state, data);
  const frames = [eventFrame('changed', changed), ...pushes.map(([name, body]) => eventFrame(name, body))];
  return { about, kind, revision, frames };
}

/** Where a stream is followed under several names, its state has one part for each. */
function stateOf({ kinds }: StreamContract, kind: string, state: unknown): object {
  return (kinds.length === 1 ? state : (state as Readonly<Record<string, unknown>>)[kind]) as object;
}

/** Where a kind has many parts, those that changed are listed under the name of its revision. */
function partsOf(snapshot: SnapshotShown, name: keyof RevisionsDto): readonly Part[] | undefined {
  const parts = (snapshot as unknown as Readonly<Record<string, unknown>>)[name];
  return Array.isArray(parts) ? (parts as readonly Part[]) : undefined;
}
