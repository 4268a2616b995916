import { isDeepStrictEqual } from 'node:util';
import { erasedEvent, fold, schemaVersionOf, toWire, type Renamed } from '@tidemark/domain';
import {
  categoryOf,
  eventOf,
  transaction,
  type AnyDecider,
  type EventLog,
  type RecordedEvent,
} from '@tidemark/event-log';
import type { PoolClient } from 'pg';
import { renamedStream, saysNothing } from './renaming';
import * as sql from './sql';

/** Pages of one stream; somebody who writes faster than this is no person. */
const PAGES_MAX = 20_000;
const COMMANDS_AT_ONCE = 500;

interface Erased {
  readonly version: number;
  readonly data: object;
  readonly schemaVersion: number;
  readonly commandId: string | null;
}

/** What is erased: the streams of a person in one log, with who can fold them. */
export interface ErasedLog {
  readonly log: EventLog;
  readonly deciders: readonly AnyDecider[];
  readonly renamed: Renamed;
}

/**
 * Erases in place what a person wrote into all their streams in one log, as the one role that may: the bare facts stay,
 * at their versions and positions, so that everything still folds. It goes page by page, each in a transaction of its
 * own; broken off anywhere and begun again, it comes to the same.
 */
export async function eraseStreams(erased: ErasedLog, userId: string): Promise<void> {
  for (const streamId of await erased.log.streamsOfUser(userId)) await eraseStream(erased, userId, streamId);
  await eraseCommands(erased, userId);
}

async function eraseStream({ log, deciders, renamed }: ErasedLog, userId: string, streamId: string): Promise<void> {
  const category = categoryOf(streamId);
  const decider = deciders.find((known) => known.category === category);
  if (!decider) throw new Error(`Nobody here knows what a person wrote into ${streamId}`);
  let { initial: state } = decider;
  let version = 0;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const events = await log.readPortion(streamId, version);
    if (events.length === 0) {
      const head = { streamId, userId, version, state };
      if (await asEraser(log, (client) => eraseHead(client, head, renamed))) return;
      continue;
    }
    const left = events.map((recorded) => erasedEvent(category, eventOf(recorded), renamed));
    const changed = events.flatMap((recorded, nth) => changedBy(recorded, left[nth]!.data, renamed));
    await asEraser(log, (client) => eraseEvents(client, userId, streamId, events, changed));
    state = fold(decider, state, left);
    version = events.at(-1)?.version ?? version;
  }
  throw new Error(`${streamId} has no end`);
}

/** Nothing where the event is erased already. */
function changedBy(recorded: RecordedEvent, data: object, renamed: Renamed): readonly Erased[] {
  const { type, version, commandId, correlationId, deviceId } = recorded;
  const erased = {
    version,
    data: toWire(data),
    schemaVersion: schemaVersionOf(type),
    commandId: commandId === null ? null : renamed(commandId),
  };
  const isErased =
    erased.commandId === commandId &&
    correlationId === null &&
    deviceId === null &&
    isDeepStrictEqual(erased.data, JSON.parse(recorded.data));
  return isErased ? [] : [erased];
}

async function eraseEvents(
  client: PoolClient,
  userId: string,
  streamId: string,
  events: readonly RecordedEvent[],
  changed: readonly Erased[],
): Promise<void> {
  await client.query(sql.ERASE_EVENTS, [
    streamId,
    changed.map(({ version }) => version),
    changed.map(({ data }) => JSON.stringify(data)),
    changed.map(({ schemaVersion }) => schemaVersion),
    changed.map(({ commandId }) => commandId),
  ]);
  // A command is known under the key that its events name.
  const before = new Map(events.map(({ version, commandId }) => [version, commandId]));
  const keys = changed.flatMap(({ version, commandId }) => {
    const previous = before.get(version) ?? null;
    return previous !== null && commandId !== null && previous !== commandId ? [[previous, commandId] as const] : [];
  });
  await client.query(sql.ERASE_COMMANDS, [userId, ...columns(new Map(keys))]);
}

interface HeadLeft {
  readonly streamId: string;
  readonly userId: string;
  readonly version: number;
  readonly state: unknown;
}

/** False where the stream has grown meanwhile. */
async function eraseHead(client: PoolClient, head: HeadLeft, renamed: Renamed): Promise<boolean> {
  const { streamId, userId, version, state } = head;
  const { rows } = await client.query<{ version: number }>(sql.LOCK_HEAD, [streamId]);
  if (rows[0] && rows[0].version !== version) return false;
  const newId = await freeName(client, streamId, renamedStream(streamId, userId, renamed), renamed);
  await client.query(sql.ERASE_HEAD, [streamId, newId, JSON.stringify(state)]);
  if (newId === streamId) return true;
  await client.query(sql.MOVE_EVENTS, [streamId, newId]);
  await client.query(sql.MOVE_COMMANDS, [streamId, newId, userId]);
  return true;
}

/** A device that had not heard of the erasure may have begun the same stream a second time. */
async function freeName(client: PoolClient, streamId: string, newId: string, renamed: Renamed): Promise<string> {
  if (newId === streamId || (await client.query(sql.IS_TAKEN, [newId])).rowCount === 0) return newId;
  return `${newId.slice(0, newId.indexOf('gone-'))}${renamed(`${newId} once more`)}`;
}

async function eraseCommands({ log, renamed }: ErasedLog, userId: string): Promise<void> {
  for (let after = '', page = 0; page < PAGES_MAX; page += 1) {
    const values = [userId, after, COMMANDS_AT_ONCE];
    const { rows } = await log.pool.query<{ commandId: string }>(sql.COMMANDS_LEFT, values);
    const telling = rows.map(({ commandId }) => commandId).filter((commandId) => !saysNothing(commandId));
    const keys = new Map(telling.map((commandId) => [commandId, renamed(commandId)]));
    if (keys.size > 0) {
      await asEraser(log, (client) => client.query(sql.ERASE_COMMANDS, [userId, ...columns(keys)]));
    }
    if (rows.length < COMMANDS_AT_ONCE) return;
    after = rows.at(-1)?.commandId ?? after;
  }
}

function columns(keys: ReadonlyMap<string, string>): readonly [string[], string[]] {
  return [[...keys.keys()], [...keys.values()]];
}

function asEraser<Result>(log: EventLog, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  return transaction(log.pool, async (client) => {
    await client.query(sql.BECOME_ERASER);
    return work(client);
  });
}
