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

/** What the hourly removal would take by now [T9]; the latest of a user always stays. */
export const TIDY_CHECKPOINTS = `
DELETE FROM checkpoints AS old
WHERE at < now() - $1 * interval '1 millisecond'
  AND EXISTS (SELECT FROM checkpoints AS later WHERE later.user_id = old.user_id AND later.version > old.version)`;

/** Whoever was erased left a stream that says so, and the bare facts, of which nothing is made any more. */
export const FORGET_ERASED = `
DELETE FROM checkpoints
USING heads
WHERE heads.category = 'account' AND heads.user_id = checkpoints.user_id`;
