/** For one transaction, the only role that may change events. */
export const BECOME_ERASER = `SET LOCAL ROLE tidemark_eraser`;

/** What a person wrote into events, and on which device; times and types stay, so that everything still folds. */
export const REDACT_EVENTS = `
UPDATE events
SET device_id = NULL, data = data || (
  SELECT coalesce(jsonb_object_agg(blanked, NULL), '{}') FROM unnest('{task,deviceId}'::text[]) AS blanked
  WHERE data ? blanked
)
WHERE stream_id = $1`;

/** Everything in the order in which it came into the lane, over all streams of a person. */
export const EVENTS_OF_STREAMS = `
SELECT
  stream_id AS "streamId", version, position::float8, type, data, device_id AS "deviceId",
  (extract(epoch FROM occurred_at) * 1000)::float8 AS "occurredAt",
  (extract(epoch FROM recorded_at) * 1000)::float8 AS "recordedAt"
FROM events
WHERE stream_id = ANY ($1::text[]) AND position > $2
ORDER BY position
LIMIT $3`;

/** The fold of the blanked events; left alone where somebody wrote meanwhile. */
export const REDACT_HEAD = `UPDATE heads SET state = $3 WHERE stream_id = $1 AND version = $2`;

export const FORGET_PRESENCE = `DELETE FROM presence WHERE user_id = $1`;

export const FORGET_TASKS = `UPDATE checkpoints SET task_id = NULL WHERE user_id = $1`;
