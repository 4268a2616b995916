/** What a person wrote into events, and on which device; times and types stay, so that everything still folds. */
export const REDACT_EVENTS = `
UPDATE events
SET device_id = NULL, data = data || (
  SELECT coalesce(jsonb_object_agg(blanked, NULL), '{}') FROM unnest('{task,deviceId}'::text[]) AS blanked
  WHERE data ? blanked
)
WHERE stream_id = $1`;

export const FORGET_PRESENCE = `DELETE FROM presence WHERE user_id = $1`;

export const FORGET_TASKS = `UPDATE checkpoints SET task_id = NULL WHERE user_id = $1`;
