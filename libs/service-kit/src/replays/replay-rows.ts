import type { ClientBase, Pool } from 'pg';

/** How far a replay has come in one lane. */
export interface ReplayLane {
  readonly lane: number;
  readonly position: number;
  readonly until: number;
  /** Events that were told in this lane. */
  readonly told: number;
}

interface ReplayRow extends ReplayLane {
  /** What was asked for, as it was asked first. */
  readonly selection: string;
  readonly run: string;
}

type Connection = Pick<ClientBase | Pool, 'query'>;

const ROW = `lane, position::float8, until::float8, told::float8, selection, run`;

/** The end of each lane is where it is now: what happens meanwhile is told by itself. */
const OPEN = `
INSERT INTO replays (name, lane, selection, run, position, until)
SELECT $1, lane, $2, gen_random_uuid(), least($4::bigint, position), least(coalesce($5::bigint, position), position)
FROM lanes
WHERE $3::integer IS NULL OR lane = $3
ON CONFLICT (name, lane) DO NOTHING`;

const ROWS = `SELECT ${ROW} FROM replays WHERE name = $1 ORDER BY lane`;

/** Whoever else tells this lane finishes first. */
const TAKE = `SELECT ${ROW} FROM replays WHERE name = $1 AND lane = $2 FOR UPDATE`;

const ADVANCE = `UPDATE replays SET position = $3, told = told + $4 WHERE name = $1 AND lane = $2`;

const FORGET = `DELETE FROM replays WHERE name = $1`;

/** Where a replay begins, if it is not known yet. */
export interface Opening {
  readonly name: string;
  readonly selection: string;
  readonly lane: number | null;
  readonly after: number;
  readonly upTo: number | null;
}

/** The rows in which a service keeps how far its replays have come. */
export const replayRows = {
  async open(connection: Connection, { name, selection, lane, after, upTo }: Opening): Promise<readonly ReplayRow[]> {
    const known = await replayRows.of(connection, name);
    if (known.length > 0) return known;
    await connection.query(OPEN, [name, selection, lane, after, upTo]);
    return replayRows.of(connection, name);
  },

  async of(connection: Connection, name: string): Promise<readonly ReplayRow[]> {
    return (await connection.query<ReplayRow>(ROWS, [name])).rows;
  },

  async take(connection: Connection, name: string, lane: number): Promise<ReplayRow | undefined> {
    return (await connection.query<ReplayRow>(TAKE, [name, lane])).rows[0];
  },

  async advance(connection: Connection, name: string, { lane, position, told }: Omit<ReplayLane, 'until'>) {
    await connection.query(ADVANCE, [name, lane, position, told]);
  },

  async forget(connection: Connection, name: string): Promise<number> {
    return (await connection.query(FORGET, [name])).rowCount ?? 0;
  },
};
