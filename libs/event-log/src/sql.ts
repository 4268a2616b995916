/**
 * Every statement of the log. Table names are bare: the pool's search path is the service's schema.
 * Instants leave as milliseconds and whole numbers as floats, which the driver reads as numbers.
 */
const EVENT = `
  event.lane, event.position::float8, event.stream_id AS "streamId", event.version, event.user_id AS "userId",
  event.event_id AS "eventId", event.type, event.schema_version AS "schemaVersion", event.data::text AS data,
  event.command_id AS "commandId", event.causation_id AS "causationId", event.correlation_id AS "correlationId",
  event.device_id AS "deviceId", (extract(epoch FROM event.occurred_at) * 1000)::float8 AS "occurredAt",
  (extract(epoch FROM event.recorded_at) * 1000)::float8 AS "recordedAt"`;

const HEAD = `
  head.stream_id AS "streamId", head.user_id AS "userId", head.lane, head.version, head.position::float8,
  head.state, (extract(epoch FROM head.due_at) * 1000)::float8 AS "dueAt",
  (extract(epoch FROM head.occurred_at) * 1000)::float8 AS "occurredAt"`;

export interface Statement {
  /** Prepared under this name once per connection. */
  readonly name: string;
  readonly text: string;
}

export const sql = {
  now: statement('now', `SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`),
  schema: statement('schema', `SELECT current_schema() AS schema`),
  lanes: statement('lanes', `SELECT count(*)::float8 AS lanes FROM lanes`),
  positions: statement('positions', `SELECT lane, position::float8 FROM lanes ORDER BY lane`),

  append: statement('append', `SELECT base::float8, recorded_at AS "recordedAt", others FROM append($1, $2, $3)`),

  heads: statement('heads', `SELECT ${HEAD} FROM heads AS head WHERE stream_id = ANY ($1)`),
  headsOfUser: statement('heads-of-user', `SELECT ${HEAD} FROM heads AS head WHERE user_id = $1 ORDER BY stream_id`),
  lane: statement(
    'lane',
    `
SELECT ${EVENT}
FROM events AS event
WHERE lane = $1 AND position > $2
ORDER BY position
LIMIT $3`,
  ),
  stream: statement(
    'stream',
    `
SELECT ${EVENT}
FROM events AS event
WHERE stream_id = $1 AND version > $2
ORDER BY version
LIMIT $3`,
  ),

  // Taking a head for a moment keeps other sweepers off it; the version check is what makes a wake happen once.
  claimDue: statement(
    'claim-due',
    `
WITH due AS (
  SELECT stream_id
  FROM heads
  WHERE due_at <= clock_timestamp() + make_interval(secs => $1::float8 / 1000)
    AND (claimed_until IS NULL OR claimed_until < clock_timestamp())
  ORDER BY due_at
  LIMIT $3
  FOR UPDATE SKIP LOCKED
)
UPDATE heads AS head
SET claimed_until = greatest(due_at, clock_timestamp()) + make_interval(secs => $2::float8 / 1000)
FROM due
WHERE head.stream_id = due.stream_id
RETURNING ${HEAD}`,
  ),
  rearm: statement(
    'rearm',
    `
UPDATE heads
SET due_at = to_timestamp($3::float8 / 1000), claimed_until = NULL
WHERE stream_id = $1 AND version = $2`,
  ),
  postpone: statement(
    'postpone',
    `
UPDATE heads
SET claimed_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000)
WHERE stream_id = $1 AND version = $2`,
  ),
} as const;

function statement(name: string, text: string): Statement {
  return { name, text };
}
