import { randomUUID } from 'node:crypto';

import { Pool, type PoolClient } from 'pg';

const CONNECTIONS = 8;
const BATCH = 1_000;
/** Batches that wait for one another's disk. */
const BATCHES_AT_ONCE = 2;
/** As for our own `append`: a table that was made just now must not be read whole for a thousand rows. */
const BY_INDEX = '-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off';

const SCHEMA = `
CREATE SCHEMA plain;
CREATE SEQUENCE plain.positions;
CREATE TABLE plain.events (LIKE timer.events INCLUDING ALL);
CREATE TABLE plain.heads (LIKE timer.heads INCLUDING ALL);
CREATE TABLE plain.days (LIKE progress.daily_session_stats INCLUDING ALL)`;

const SEED = `
INSERT INTO plain.heads (
  stream_id, user_id, category, lane, version, position, state, due_at, occurred_at, updated_at)
SELECT 'day-' || user_id, user_id, 'day', 0, 1, 0, $2::jsonb, now(), now(), now() FROM unnest($1::text[]) AS users (user_id)`;

/** What a reset writes: an event, the head after it, and the row of the day that is over. */
const RESET_MANY = `
WITH due AS (
  SELECT *, nextval('plain.positions') AS next FROM plain.heads WHERE stream_id = ANY ($1::text[]) FOR UPDATE
), happened AS (
  INSERT INTO plain.events (
    lane, position, stream_id, version, user_id, event_id, type, schema_version, data, occurred_at, recorded_at)
  SELECT
    lane, next, stream_id, version + 1, user_id, gen_random_uuid(), 'DayClosed', 1,
    $2::jsonb || jsonb_build_object('previousCount', state -> 'count'), due_at, clock_timestamp()
  FROM due
), counted AS (
  INSERT INTO plain.days
  SELECT user_id, '2026-11-20', 'UTC', '2026a', '2026-11-20Z', '2026-11-21Z', 0, 0, 0, 0, 0, 86400000, 0, true, next
  FROM due
)
UPDATE plain.heads AS head
SET version = due.version + 1, position = next, state = due.state || $3::jsonb, due_at = NULL,
  updated_at = clock_timestamp()
FROM due
WHERE head.stream_id = due.stream_id`;

const TAKE = `SELECT user_id, state FROM plain.heads WHERE stream_id = $1 FOR UPDATE`;
const ADD_EVENT = `
INSERT INTO plain.events (
  lane, position, stream_id, version, user_id, event_id, type, schema_version, data, occurred_at, recorded_at)
VALUES (
  0, nextval('plain.positions'), $1, 2, $2, gen_random_uuid(), 'DayClosed', 1, $3, clock_timestamp(), clock_timestamp())`;
const KEEP_HEAD = `
UPDATE plain.heads SET version = 2, position = 2, state = $2, due_at = NULL, updated_at = clock_timestamp()
WHERE stream_id = $1`;
const ADD_DAY = `
INSERT INTO plain.days
VALUES ($1, '2026-11-20', 'UTC', '2026a', '2026-11-20Z', '2026-11-21Z', 0, 0, 0, 0, 0, 86400000, 0, true, 1)`;

const BEGINS = { localDate: '2026-11-21', startsAt: '2026-11-21T00:00:00.000Z', endsAt: '2026-11-22T00:00:00.000Z' };
const ENDED = { localDate: '2026-11-20', startsAt: '2026-11-20T00:00:00.000Z', endsAt: '2026-11-21T00:00:00.000Z' };
const RULE = { timezone: 'UTC', localResetTime: '00:00', tzdataVersion: '2026a' };
const DATA = {
  resetType: 'scheduled_daily',
  context: 'boundary',
  resetAt: BEGINS.startsAt,
  newCount: 0,
  deviceId: null,
  ...RULE,
  ...BEGINS,
  closed: [ENDED],
};
const EMPTIED = { status: 'resting', count: 0, manualSessionOverride: null, ...BEGINS };

/** Resets in plain SQL: no decider, no lanes, no versions to compare, nobody who is told. */
export class PlainDays {
  private constructor(readonly pool: Pool) {}

  static async on(url: string): Promise<PlainDays> {
    const pool = new Pool({ connectionString: url, max: CONNECTIONS, options: BY_INDEX });
    await pool.query(SCHEMA);
    return new PlainDays(pool);
  }

  /** Users a second with a statement for a thousand of them. */
  async setBased(count: number, state: object): Promise<number> {
    const streams = await this.#seeded(count, state);
    const batches = Array.from({ length: Math.ceil(count / BATCH) }, (_, nth) =>
      streams.slice(nth * BATCH, (nth + 1) * BATCH),
    );
    return this.#rateOf(count, BATCHES_AT_ONCE, async (client) => {
      for (let batch = batches.shift(); batch; batch = batches.shift()) await resetMany(client, batch);
    });
  }

  /** Users a second with a transaction for each of them, on eight connections. */
  async oneByOne(count: number, state: object): Promise<number> {
    const streams = [...(await this.#seeded(count, state))];
    return this.#rateOf(count, CONNECTIONS, async (client) => {
      for (let stream = streams.pop(); stream; stream = streams.pop()) await resetOne(client, stream);
    });
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  async #seeded(count: number, state: object): Promise<readonly string[]> {
    const userIds = Array.from({ length: count }, () => randomUUID()).sort();
    await this.pool.query(SEED, [userIds, JSON.stringify(state)]);
    await this.pool.query('ANALYZE plain.heads');
    return userIds.map((userId) => `day-${userId}`);
  }

  async #rateOf(count: number, connections: number, work: (client: PoolClient) => Promise<void>): Promise<number> {
    const clients = await Promise.all(Array.from({ length: connections }, () => this.pool.connect()));
    const startedAt = performance.now();
    await Promise.all(clients.map(work));
    const perSecond = (count * 1_000) / (performance.now() - startedAt);
    for (const client of clients) client.release();
    return perSecond;
  }
}

function resetMany(client: PoolClient, streams: readonly string[]): Promise<unknown> {
  return client.query({ name: 'reset-many', text: RESET_MANY, values: [streams, DATA, EMPTIED] });
}

/** As one writes it: read, decide, write, commit. */
async function resetOne(client: PoolClient, stream: string): Promise<void> {
  const ask = (name: string, text: string, values: unknown[]) => client.query<Head>({ name, text, values });
  await client.query('BEGIN');
  const { user_id: userId, state } = (await ask('take', TAKE, [stream])).rows[0]!;
  await ask('add-event', ADD_EVENT, [stream, userId, { ...DATA, previousCount: state.count }]);
  await ask('keep-head', KEEP_HEAD, [stream, { ...state, ...EMPTIED }]);
  await ask('add-day', ADD_DAY, [userId]);
  await client.query('COMMIT');
}

interface Head {
  readonly user_id: string;
  readonly state: { readonly count: number };
}
