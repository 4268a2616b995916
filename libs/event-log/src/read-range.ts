import type { ClientBase, Pool } from 'pg';
import { sql } from './sql';
import type { EventWithState } from './deciding/states-after';

/** So many positions are looked through at once, however few of them are wanted. */
const POSITIONS_MAX = 20_000;

/** Which events of a log are meant; what is left out, may be as it likes. Instants are ISO-8601. */
export interface Wanted {
  readonly stream?: string;
  readonly user?: string;
  readonly type?: string;
  readonly since?: string;
  readonly until?: string;
}

/** A stretch of a lane: after one position, up to another. */
export interface Stretch {
  readonly lane: number;
  readonly position: number;
  readonly until: number;
}

/** What was found, and up to where was looked. */
export interface RangePage {
  readonly events: readonly EventWithState[];
  readonly reached: number;
}

/** The next wanted events of a stretch in order; there may be none, and the stretch goes on all the same. */
export async function readRange(
  source: Pick<ClientBase | Pool, 'query'>,
  { lane, position, until }: Stretch,
  { stream, user, type, since, until: before }: Wanted,
  limit: number,
): Promise<RangePage> {
  const upTo = Math.min(until, position + POSITIONS_MAX);
  const conditions = [stream, user, type, since, before].map((value) => value ?? null);
  // Without a name, so that the plan knows which conditions there are.
  const { rows } = await source.query<EventWithState>(sql.range.text, [lane, position, upTo, ...conditions, limit]);
  return { events: rows, reached: rows.length < limit ? upTo : (rows.at(-1)?.position ?? upTo) };
}
