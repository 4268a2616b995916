import type { EventLog, Head } from '@tidemark/event-log';
import { streamsUpTo } from '@tidemark/event-log';
import type { CheckpointRow } from '@tidemark/projections';
import type { Pool } from 'pg';
import type { Access } from '../access/access';
import { logs } from '../access/logs';
import * as sql from './sql';
import type { CommandRow, ErasureRow, HeardRow, ResetRow, Stream, TaskRow, UserStory } from './user-story';

/** Stories that are in memory at once: of so many users, and of so many events unless one user has more. */
const USERS_AT_ONCE = 500;
const EVENTS_AT_ONCE = 20_000;

interface Known {
  readonly userId: string;
  readonly events: number;
}

/** Whose stories are told: everybody's, those of so many by lot, or one. */
export interface Chosen {
  readonly user?: string;
  readonly sample?: number;
}

/** The stories of users, some at a time. */
export async function* userStories(access: Access, chosen: Chosen): AsyncGenerator<readonly UserStory[]> {
  const opened = await Promise.all(logs.map(({ schema }) => access.log(schema)));
  for await (const userIds of pages(access.database('timer'), chosen)) yield storiesOf(access, opened, userIds);
}

async function* pages(database: Pool, { user, sample }: Chosen): AsyncGenerator<readonly string[]> {
  if (user !== undefined) return yield [user];
  if (sample !== undefined) return yield* portions((await database.query<Known>(sql.USERS_DRAWN, [sample])).rows);
  let after = '';
  while (true) {
    const { rows } = await database.query<Known>(sql.USERS_AFTER, [after, USERS_AT_ONCE]);
    const last = rows.at(-1);
    if (!last) return;
    yield* portions(rows);
    after = last.userId;
  }
}

function* portions(users: readonly Known[]): Generator<readonly string[]> {
  let portion: string[] = [];
  let sum = 0;
  for (const { userId, events } of users) {
    if (portion.length === USERS_AT_ONCE || (portion.length > 0 && sum + events > EVENTS_AT_ONCE)) {
      yield portion;
      [portion, sum] = [[], 0];
    }
    portion.push(userId);
    sum += events;
  }
  if (portion.length > 0) yield portion;
}

/**
 * An installation is never still, so the order of reading matters: first how far readers have come, then the streams,
 * then what was made of them. Then a reader that is ahead is ahead, and a row that is missing is missing.
 */
async function storiesOf(
  access: Access,
  opened: readonly EventLog[],
  userIds: readonly string[],
): Promise<readonly UserStory[]> {
  const database = access.database('timer');
  const rowsOf = async <Row>(statement: string, pool = database): Promise<readonly Row[]> =>
    (await pool.query(statement, [userIds])).rows as Row[];
  const { rows: clock } = await database.query<{ now: number }>(sql.NOW);
  const { rows: reached } = await database.query<{ lane: number; position: number }>(sql.CHECKPOINTS_REACHED);
  const heard = byUser(await rowsOf<HeardRow>(sql.HEARD_OF));
  const erasures = byUser(await rowsOf<ErasureRow>(sql.ERASURES_OF));
  const tasks = byUser(await rowsOf<TaskRow>(sql.TASKS_OF));
  const streams = (await Promise.all(opened.map((log) => streamsOf(log, userIds)))).flat();
  const ofUser = byUser(streams.map((stream) => ({ ...stream, userId: stream.head.userId })));
  const commands = await Promise.all(
    opened.map(async (log) => {
      const rows = await rowsOf<CommandRow>(sql.COMMANDS_OF, log.pool);
      return rows.map((row) => ({ ...row, schema: log.schema as Stream['schema'] }));
    }),
  );
  const commandsOf = byUser(commands.flat());
  const checkpoints = await rowsOf<CheckpointRow>(sql.CHECKPOINTS_OF);
  const checkpointsOf = byUser(checkpoints.map((row) => ({ row, userId: row.user_id })));
  const resets = byUser(await rowsOf<ResetRow>(sql.RESETS_OF));
  // Read last as well: whoever is being erased meanwhile has less than they had.
  const erasuresSince = byUser(await rowsOf<ErasureRow>(sql.ERASURES_OF));
  const lanes = new Map(reached.map(({ lane, position }) => [lane, position]));
  return userIds.map((userId) => ({
    userId,
    readAt: clock[0]?.now ?? 0,
    streams: ofUser.get(userId) ?? [],
    commands: commandsOf.get(userId) ?? [],
    checkpoints: (checkpointsOf.get(userId) ?? []).map(({ row }) => row),
    checkpointsReached: lanes.get(opened[0]?.laneOf(userId) ?? 0) ?? 0,
    heard: heard.get(userId)?.[0],
    resets: resets.get(userId) ?? [],
    task: tasks.get(userId)?.[0],
    erasure: erasures.get(userId)?.[0] ?? begun(erasuresSince.get(userId)?.[0]),
  }));
}

async function streamsOf(log: EventLog, userIds: readonly string[]): Promise<readonly Stream[]> {
  const { rows: heads } = await log.pool.query<Head>(sql.HEADS_OF, [userIds]);
  const events = await streamsUpTo(log, heads);
  const schema = log.schema as Stream['schema'];
  return heads.map((head) => ({
    schema,
    head,
    lane: log.laneOf(head.userId),
    events: events.get(head.streamId) ?? [],
  }));
}

function byUser<Row extends { readonly userId: string }>(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.userId);
    if (group) group.push(row);
    else groups.set(row.userId, [row]);
  }
  return groups;
}

/** Nothing is expected yet of an erasure that was asked for while we read. */
function begun(erasure: ErasureRow | undefined): ErasureRow | undefined {
  return erasure && { ...erasure, isErased: false, settledAt: null };
}
