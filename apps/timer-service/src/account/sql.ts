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

/** The fold of the blanked events; left alone where somebody wrote meanwhile. */
export const REDACT_HEAD = `UPDATE heads SET state = $3 WHERE stream_id = $1 AND version = $2`;

export const FORGET_PRESENCE = `DELETE FROM presence WHERE user_id = $1`;

export const FORGET_TASKS = `UPDATE checkpoints SET task_id = NULL WHERE user_id = $1`;
