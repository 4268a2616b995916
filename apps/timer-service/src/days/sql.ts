export const DAYS_OF_USERS = `
SELECT user_id AS "userId", state
FROM heads
WHERE stream_id = ANY ($1::text[])`;

export const IS_ZONE = `SELECT name FROM pg_timezone_names WHERE name = ANY ($1::text[])`;

export const PLANNED_BY = `SELECT version FROM zone_database`;

export const NOW_PLANNED_BY = `
INSERT INTO zone_database (version) VALUES ($1)
ON CONFLICT (one) DO UPDATE SET version = excluded.version, checked_at = clock_timestamp()`;

/** Everybody whose day somebody will close, page by page. */
export const ACTIVE_DAYS = `
SELECT user_id AS "userId", state
FROM heads
WHERE category = 'day' AND due_at IS NOT NULL AND stream_id > $1
ORDER BY stream_id
LIMIT $2`;
