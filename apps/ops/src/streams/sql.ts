/** The schema is the connection's, so names are bare; instants leave as milliseconds. */
const STREAM = `
  stream_id AS "streamId", user_id AS "userId", category, version,
  (extract(epoch FROM occurred_at) * 1000)::float8 AS "occurredAt",
  (extract(epoch FROM due_at) * 1000)::float8 AS "dueAt"`;

const EVENT = `
  lane, position::float8, stream_id AS "streamId", version, user_id AS "userId", event_id AS "eventId", type,
  schema_version AS "schemaVersion", data::text AS data, command_id AS "commandId", causation_id AS "causationId",
  correlation_id AS "correlationId", device_id AS "deviceId",
  (extract(epoch FROM occurred_at) * 1000)::float8 AS "occurredAt",
  (extract(epoch FROM recorded_at) * 1000)::float8 AS "recordedAt"`;

/** The latest first; what an event must be is asked of events only where it is asked at all. */
export const FIND_STREAMS = `
SELECT ${STREAM}
FROM heads
WHERE ($1::text IS NULL OR user_id = $1) AND ($2::text IS NULL OR category = $2)
  AND (
    ($3::text IS NULL AND $4::float8 IS NULL AND $5::float8 IS NULL)
    OR EXISTS (
      SELECT FROM events
      WHERE events.stream_id = heads.stream_id AND ($3 IS NULL OR type = $3)
        AND ($4 IS NULL OR events.occurred_at >= to_timestamp($4 / 1000))
        AND ($5 IS NULL OR events.occurred_at < to_timestamp($5 / 1000))))
ORDER BY heads.occurred_at DESC, stream_id
LIMIT $6`;

/** Streams of a user in which something happened within a time. */
export const STREAMS_BETWEEN = `
SELECT stream_id AS "streamId"
FROM heads
WHERE user_id = $1 AND EXISTS (
  SELECT FROM events
  WHERE events.stream_id = heads.stream_id
    AND events.occurred_at >= to_timestamp($2::float8 / 1000) AND events.occurred_at < to_timestamp($3::float8 / 1000))
ORDER BY stream_id`;

/** No index knows the ids of events, which are looked for by hand and seldom: this reads the log. */
export const EVENT_BY_ID = `SELECT ${EVENT} FROM events WHERE event_id = $1`;

export const EVENT_BY_VERSION = `SELECT ${EVENT} FROM events WHERE stream_id = $1 AND version = $2`;

/** What came of the same wish, or of this very event, among the streams of its user. */
export const RELATED_EVENTS = `
SELECT ${EVENT}
FROM events
WHERE stream_id IN (SELECT stream_id FROM heads WHERE user_id = $1)
  AND (correlation_id = $2 OR causation_id = $3 OR event_id::text = $4)
ORDER BY recorded_at, position
LIMIT $5`;

export const LANE_ENDS = `SELECT lane, position::float8 FROM lanes ORDER BY lane`;

/** What was appended since, lane by lane in order. */
export const EVENTS_SINCE = `
SELECT ${EVENT}
FROM unnest($1::integer[], $2::bigint[]) AS cursor (from_lane, after)
CROSS JOIN LATERAL (
  SELECT *
  FROM events
  WHERE events.lane = from_lane AND events.position > after
  ORDER BY events.position
  LIMIT $3
) AS page
ORDER BY recorded_at, lane, position`;

/** How far those who listen to a log have come in the lane of an event. */
export const HEARD_BY = `
SELECT consumer, position >= $2::bigint AS "hasHeard" FROM cursors WHERE lane = $1 ORDER BY consumer`;
