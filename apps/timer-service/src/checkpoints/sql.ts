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
