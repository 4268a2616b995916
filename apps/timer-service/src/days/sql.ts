export const SETTINGS_OF_USERS = `
SELECT user_id AS "userId", state -> 'settings' AS settings
FROM heads
WHERE stream_id = ANY ($1::text[])`;

export const IS_ZONE = `SELECT name FROM pg_timezone_names WHERE name = ANY ($1::text[])`;

/** Timers that should have ended by then and have not. */
export const TIMERS_DUE_BY = `
SELECT EXISTS (
  SELECT FROM heads WHERE category = 'timer' AND due_at <= to_timestamp($1::float8 / 1000)
) AS "isAny"`;
