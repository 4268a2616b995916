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

/** SQL with a name. */
export interface Statement {
  /** Prepared under this name once per connection. */
  readonly name: string;
  readonly text: string;
}

/** Every statement of the log. */
export const sql = {
  now: statement('now', `SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`),
  schema: statement('schema', `SELECT current_schema() AS schema`),
  lanes: statement('lanes', `SELECT count(*)::float8 AS lanes FROM lanes`),
  positions: statement('positions', `SELECT lane, position::float8 FROM lanes ORDER BY lane`),

  append: statement('append', `SELECT bases::float8[], recorded_at AS "recordedAt", others FROM append($1, $2, $3)`),

  heads: statement('heads', `SELECT ${HEAD} FROM heads AS head WHERE stream_id = ANY ($1)`),
  streamsOfUser: statement(
    'streams-of-user',
    `SELECT stream_id AS "streamId" FROM heads WHERE user_id = $1 ORDER BY stream_id`,
  ),
  headsOfUser: statement('heads-of-user', `SELECT ${HEAD} FROM heads AS head WHERE user_id = $1 ORDER BY stream_id`),
  // Unqualified, the order would be by the float that leaves, which no index knows, and every page would sort its lane.
  lane: statement(
    'lane',
    `
SELECT ${EVENT}
FROM events AS event
WHERE event.lane = $1 AND event.position > $2
ORDER BY event.position
LIMIT $3`,
  ),
  // A part of a lane of which only some is wanted; a condition that is null holds always.
  range: statement(
    'range',
    `
SELECT ${EVENT}, head.state
FROM (
  SELECT *
  FROM events
  WHERE lane = $1 AND position > $2 AND position <= $3
    AND ($4::text IS NULL OR stream_id = $4) AND ($5::text IS NULL OR user_id = $5) AND ($6::text IS NULL OR type = $6)
    AND ($7::timestamptz IS NULL OR occurred_at >= $7) AND ($8::timestamptz IS NULL OR occurred_at < $8)
  ORDER BY position
  LIMIT $9
) AS event
LEFT JOIN heads AS head ON head.stream_id = event.stream_id AND head.version = event.version
ORDER BY event.position`,
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

  // What is read at once ends with the event that goes beyond so many bytes, as they are stored, whatever the limit.
  portion: statement(
    'portion',
    `
SELECT ${EVENT}
FROM (
  SELECT *, sum(pg_column_size(data)) OVER (ORDER BY version) - pg_column_size(data) AS bytes_before
  FROM (SELECT * FROM events WHERE stream_id = $1 AND version > $2 ORDER BY version LIMIT $3) AS next
) AS event
WHERE bytes_before < $4
ORDER BY version`,
  ),

  // What a command says stands together, so the search ends where the stream did.
  command: statement(
    'command',
    `
SELECT ${EVENT}
FROM events AS event
WHERE stream_id = $1 AND command_id = $2 AND version BETWEEN $3::integer - $4::integer AND $3::integer
ORDER BY version`,
  ),

  // Taking a head for a moment keeps other sweepers off it; the version check is what makes a wake happen once.
  // The clock of the statement stands still, so it can be looked up in the index; clock_timestamp() reads every deadline.
  claimDue: statement(
    'claim-due',
    `
WITH due AS (
  SELECT soon.stream_id
  FROM unnest($4::text[]) AS wanted (category)
  CROSS JOIN LATERAL (
    SELECT stream_id
    FROM heads
    WHERE heads.category = wanted.category
      AND due_at <= statement_timestamp() + make_interval(secs => $1::float8 / 1000)
      AND (claimed_until IS NULL OR claimed_until < statement_timestamp())
    ORDER BY due_at
    LIMIT $3
    FOR UPDATE SKIP LOCKED
  ) AS soon
)
UPDATE heads AS head
SET claimed_until = greatest(due_at, clock_timestamp()) + make_interval(secs => $2::float8 / 1000)
FROM due
WHERE head.stream_id = due.stream_id
RETURNING ${HEAD}`,
  ),
  dueOf: statement(
    'due-of',
    `
SELECT user_id AS "userId", (extract(epoch FROM due_at) * 1000)::float8 AS "dueAt"
FROM heads
WHERE category = $1 AND due_at <= to_timestamp($2::float8 / 1000)
ORDER BY due_at
LIMIT $3`,
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

  addCursors: statement(
    'add-cursors',
    `INSERT INTO cursors (consumer, lane) SELECT $1, lane FROM lanes ON CONFLICT DO NOTHING`,
  ),
  cursors: statement('cursors', `SELECT lane, position::float8 FROM cursors WHERE consumer = $1`),
  behind: statement(
    'behind',
    `
SELECT
  lanes.lane, cursors.position::float8, cursors.epoch, (lanes.position - cursors.position)::float8 AS lag
FROM lanes
JOIN cursors ON cursors.consumer = $1 AND cursors.lane = lanes.lane
WHERE lanes.position > cursors.position
ORDER BY lanes.lane`,
  ),
  // Whoever else works on this lane is left alone with it.
  // What a crash of the server takes back it takes back with the cursor, so nobody waits for the disk.
  takeCursor: statement(
    'take-cursor',
    `
SELECT position::float8, set_config('synchronous_commit', 'off', true)
FROM cursors
WHERE consumer = $1 AND lane = $2
FOR UPDATE SKIP LOCKED`,
  ),
  moveCursor: statement('move-cursor', `UPDATE cursors SET position = $3 WHERE consumer = $1 AND lane = $2`),
  // Nothing happens where a cursor was moved by somebody else meanwhile.
  advanceCursors: statement(
    'advance-cursors',
    `
UPDATE cursors
SET position = moved.position, epoch = $2
FROM unnest($3::integer[], $4::bigint[], $5::bigint[]) AS moved (lane, before, position)
WHERE cursors.consumer = $1 AND cursors.lane = moved.lane AND cursors.position = moved.before`,
  ),
  addDeadLetter: statement(
    'add-dead-letter',
    `
INSERT INTO dead_letters (consumer, lane, position, event_id, reason)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (consumer, lane, position) DO NOTHING`,
  ),

  // A lane that was won just now may have moved before it was won, so its cursor is for the next time.
  contend: statement(
    'contend',
    `
SELECT
  lane, lanes.position::float8 AS end, cursors.position::float8, cursors.epoch,
  CASE
    WHEN lane = ANY ($3::integer[]) THEN 'led'
    WHEN pg_try_advisory_lock(hashtext('relay of ' || $1), lane) THEN 'won'
  END AS standing
FROM lanes
JOIN cursors USING (lane)
WHERE cursors.consumer = $2
ORDER BY lane`,
  ),
  // The state is at hand where the event is its stream's last; for older ones it is folded.
  lanesWithStates: statement(
    'lanes-with-states',
    `
SELECT page.*
FROM unnest($1::integer[], $2::bigint[]) AS cursor (lane, position)
CROSS JOIN LATERAL (
  SELECT ${EVENT}, head.state
  FROM (
    SELECT *, sum(pg_column_size(data)) OVER (ORDER BY position) - pg_column_size(data) AS bytes_before
    FROM (
      SELECT * FROM events WHERE lane = cursor.lane AND position > cursor.position ORDER BY position LIMIT $3
    ) AS next
  ) AS event
  LEFT JOIN heads AS head ON head.stream_id = event.stream_id AND head.version = event.version
  WHERE event.bytes_before < $4
) AS page
ORDER BY page.lane, page.position`,
  ),
  recordedBefore: statement(
    'recorded-before',
    `
SELECT recorded_at < clock_timestamp() - make_interval(secs => $3::float8 / 1000) AS "isOlder"
FROM events
WHERE lane = $1 AND position = $2`,
  ),

  headsAfter: statement(
    'heads-after',
    `SELECT ${HEAD} FROM heads AS head WHERE stream_id > $1 ORDER BY stream_id LIMIT $2`,
  ),
  // Up to the version of a head that was read before, since the stream may have grown meanwhile.
  streams: statement(
    'streams',
    `
SELECT ${EVENT}
FROM unnest($1::text[], $2::integer[]) AS wanted (stream_id, version)
JOIN events AS event ON event.stream_id = wanted.stream_id AND event.version <= wanted.version
ORDER BY event.stream_id, event.version`,
  ),
  brokenVersions: statement(
    'broken-versions',
    `
SELECT stream_id AS subject, format('%s events from version %s to %s', count(*), min(version), max(version)) AS what
FROM events
GROUP BY stream_id
HAVING min(version) <> 1 OR max(version) <> count(*)
ORDER BY stream_id
LIMIT 1000`,
  ),
  brokenLanes: statement(
    'broken-lanes',
    `
SELECT lanes.lane::text AS subject,
  format('%s events from position %s to %s of %s', found.events, found.first, found.last, lanes.position) AS what
FROM lanes
CROSS JOIN LATERAL (
  SELECT count(*) AS events, min(position) AS first, max(position) AS last FROM events WHERE lane = lanes.lane
) AS found
WHERE found.events <> lanes.position OR (found.events > 0 AND (found.first <> 1 OR found.last <> found.events))`,
  ),
  headless: statement(
    'headless',
    `
SELECT DISTINCT stream_id AS subject, 'it has no head' AS what
FROM events
WHERE NOT EXISTS (SELECT FROM heads WHERE heads.stream_id = events.stream_id)
LIMIT 1000`,
  ),
} as const;

function statement(name: string, text: string): Statement {
  return { name, text };
}
