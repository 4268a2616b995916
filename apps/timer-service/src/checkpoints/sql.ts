/** A rebuild finds its own `checkpoints` first on the search path, so the name stays bare. */
export const ADD_CHECKPOINTS = `
INSERT INTO checkpoints (
  user_id, version, position, lane, event_id, checkpoint_type, task_id, remaining_ms, session_type, is_paused,
  round_number, preset_type, last_active_at, at)
SELECT
  user_id, version, position, lane, event_id, checkpoint_type, task_id, remaining_ms, session_type, is_paused,
  round_number, preset_type, to_timestamp(last_active_at / 1000), to_timestamp(at / 1000)
FROM jsonb_to_recordset($1::jsonb) AS made (
  user_id text, version integer, position bigint, lane integer, event_id uuid, checkpoint_type text, task_id text,
  remaining_ms bigint, session_type text, is_paused boolean, round_number integer, preset_type text,
  last_active_at float8, at float8)`;

export const CHECKPOINTS_OF_USER = `
SELECT
  checkpoint_type AS "checkpointType", task_id AS "taskId", remaining_ms::float8 AS "remainingMs",
  session_type AS "sessionType", is_paused AS "isPaused", round_number AS "roundNumber", preset_type AS "presetType",
  (extract(epoch FROM last_active_at) * 1000)::float8 AS "lastActiveAt", (extract(epoch FROM at) * 1000)::float8 AS at,
  version, position::float8 AS position
FROM checkpoints
WHERE user_id = $1 AND version < $2
ORDER BY version DESC
LIMIT $3`;

/** Old checkpoints go in batches; the latest of a user always stays. */
export const REMOVE_OLD_CHECKPOINTS = `
DELETE FROM checkpoints
WHERE (user_id, version) IN (
  SELECT old.user_id, old.version
  FROM checkpoints AS old
  WHERE old.at < clock_timestamp() - $1 * interval '1 millisecond'
    AND EXISTS (
      SELECT FROM checkpoints AS later WHERE later.user_id = old.user_id AND later.version > old.version)
  ORDER BY old.at
  LIMIT $2
  FOR UPDATE SKIP LOCKED
)`;
