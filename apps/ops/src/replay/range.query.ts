import type { Instant } from '@tidemark/domain';
import { EventLog, type Stretch } from '@tidemark/event-log';
import type { ReplaySelection } from '@tidemark/service-kit';
import type { Access } from '../access/access';
import type { LogName } from '../access/logs';
import { notFound } from '../terminal/failure';
import { COUNT_RANGE, LANE_OF_STREAM, STRETCHES } from './sql';

/** Events of one type in a part of a log. */
export interface Counted {
  readonly category: string;
  readonly type: string;
  readonly events: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

/** What of each lane is meant, as the log stands now. */
export async function stretchesOf(access: Access, schema: LogName, of: ReplaySelection): Promise<readonly Stretch[]> {
  const lane = await laneOf(access, schema, of);
  const values = [lane ?? null, of.after ?? null, of.upTo ?? null];
  return (await access.database(schema).query<Stretch>(STRETCHES, values)).rows;
}

/** How many events of which types these stretches hold, of those that are wanted. */
export async function countIn(
  access: Access,
  schema: LogName,
  stretches: readonly Stretch[],
  { stream, user, type, since, until }: ReplaySelection,
): Promise<readonly Counted[]> {
  const columns = [
    stretches.map(({ lane }) => lane),
    stretches.map(({ position }) => position),
    stretches.map((stretch) => stretch.until),
  ];
  const conditions = [stream, user, type, since, until].map((value) => value ?? null);
  return (await access.database(schema).query<Counted>(COUNT_RANGE, [...columns, ...conditions])).rows;
}

export const eventsIn = (counted: readonly Counted[]): number => counted.reduce((sum, { events }) => sum + events, 0);

async function laneOf(
  access: Access,
  schema: LogName,
  { lane, user, stream }: ReplaySelection,
): Promise<number | undefined> {
  if (stream !== undefined) {
    const { rows } = await access.database(schema).query<{ lane: number }>(LANE_OF_STREAM, [stream]);
    if (!rows[0]) throw notFound(`stream ${stream}`);
    return lane ?? rows[0].lane;
  }
  if (lane !== undefined || user === undefined) return lane;
  return (await EventLog.open(access.database(schema), schema)).laneOf(user);
}
