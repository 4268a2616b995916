const LEDGER = `
  local_date AS "localDate", timezone, tzdata_version AS "tzdataVersion",
  (extract(epoch FROM starts_at) * 1000)::float8 AS "startsAt", (extract(epoch FROM ends_at) * 1000)::float8 AS "endsAt",
  work_sessions_completed AS "workSessionsCompleted", work_ms::float8 AS "workMs", break_ms::float8 AS "breakMs",
  paused_ms::float8 AS "pausedMs", clocked_ms::float8 AS "clockedMs", untracked_ms::float8 AS "untrackedMs",
  total_clocked_ms::float8 AS "totalClockedMs",
  manual_overrides AS "manualOverrides", closed_position::float8 AS "closedPosition",
  (extract(epoch FROM corrected_at) * 1000)::float8 AS "correctedAt"`;

const RESET = `
  version, reset_type AS "resetType", previous_count AS "previousCount", new_count AS "newCount",
  (extract(epoch FROM reset_at) * 1000)::float8 AS "resetAt", timezone, local_reset_time AS "localResetTime",
  local_date AS "localDate", device_id AS "deviceId", context`;

export const LEDGERS = `
SELECT ${LEDGER}
FROM daily_session_stats
WHERE user_id = $1 AND local_date BETWEEN $2 AND $3
ORDER BY local_date`;

export const RESETS_BEFORE = `
SELECT ${RESET}
FROM resets
WHERE user_id = $1 AND version < $2
ORDER BY version DESC
LIMIT $3`;

export const RESETS_OF_DAY = `
SELECT ${RESET}
FROM resets
WHERE user_id = $1 AND local_date = $2
ORDER BY version
LIMIT $3`;

export const EDITS_BETWEEN = `
SELECT type, (extract(epoch FROM at) * 1000)::float8 AS at, data
FROM edits
WHERE user_id = $1 AND at >= to_timestamp($2::float8 / 1000) AND at < to_timestamp($3::float8 / 1000)
ORDER BY at, stream_id, version
LIMIT $4`;
