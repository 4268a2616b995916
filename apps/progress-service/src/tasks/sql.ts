/** The tombstone stays, so that what is told late makes nothing of the person anew. */
export const MARK_FORGOTTEN = `
INSERT INTO heard (user_id, forgotten_at)
VALUES ($1, clock_timestamp())
ON CONFLICT (user_id) DO UPDATE SET versions = '{}', forgotten_at = coalesce(heard.forgotten_at, excluded.forgotten_at)`;

/** What was made of the facts of a person. */
const REMOVED_ROWS = `
WITH days AS (DELETE FROM daily_session_stats WHERE user_id = $1),
  sheets AS (DELETE FROM timesheets WHERE user_id = $1),
  entries AS (DELETE FROM clock_entries WHERE user_id = $1),
  changes AS (DELETE FROM clock_changes WHERE user_id = $1),
  made_resets AS (DELETE FROM resets WHERE user_id = $1),
  made_edits AS (DELETE FROM edits WHERE user_id = $1)`;

/** And the facts that could not be applied, by the part of their subject that is the user. */
export const FORGET_USER = `${REMOVED_ROWS}
DELETE FROM facts_put_aside WHERE split_part(subject, '.', 4) = $2`;

export const OPEN_BOOKS = `INSERT INTO heard (user_id) VALUES ($1) ON CONFLICT DO NOTHING`;

/** Whoever is entering something of this person finishes first, and nobody begins before the transaction is over. */
export const LOCK_BOOKS = `SELECT forgotten_at IS NOT NULL AS "isForgotten" FROM heard WHERE user_id = $1 FOR UPDATE`;

/** As if nothing had been heard of this person. */
export const REMOVE_BOOKS = `${REMOVED_ROWS}
UPDATE heard SET versions = '{}' WHERE user_id = $1`;

/** Days that are over and the resets that ended them, between two dates. */
export const CLOSED_ROWS = `
SELECT 'day' AS kind, local_date AS "localDate", to_jsonb(day)::text AS row
FROM daily_session_stats AS day
WHERE user_id = $1 AND final AND local_date BETWEEN $2 AND $3
UNION ALL
SELECT 'reset', local_date, to_jsonb(reset)::text
FROM resets AS reset
WHERE user_id = $1 AND local_date BETWEEN $2 AND $3
ORDER BY kind, "localDate"`;

/** Rows and how far they are made, in one look, so that they belong together. */
export const CLOSED_DAYS = `
SELECT heard.versions, coalesce(jsonb_agg(jsonb_build_object(
    'localDate', local_date, 'timezone', timezone, 'startsAt', (extract(epoch FROM starts_at) * 1000)::float8,
    'endsAt', (extract(epoch FROM ends_at) * 1000)::float8, 'workSessionsCompleted', work_sessions_completed,
    'workMs', work_ms, 'breakMs', break_ms, 'pausedMs', paused_ms, 'clockedMs', clocked_ms,
    'untrackedMs', untracked_ms, 'totalClockedMs', total_clocked_ms, 'manualOverrides', manual_overrides,
    'closedPosition', closed_position
  ) ORDER BY local_date) FILTER (WHERE local_date IS NOT NULL), '[]') AS days
FROM heard
LEFT JOIN daily_session_stats AS day
  ON day.user_id = heard.user_id AND day.final AND local_date BETWEEN $2 AND $3
WHERE heard.user_id = $1
GROUP BY heard.user_id`;

export const USERS_AFTER = `
SELECT user_id AS "userId"
FROM heard
WHERE user_id > $1 AND forgotten_at IS NULL
ORDER BY user_id
LIMIT $2`;
