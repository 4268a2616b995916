/** One row per user, which follows their facts; one that is older than what the row knows changes nothing. */
export const KEEP_TASKS = `
INSERT INTO scheduled_tasks AS task (
  user_id, task_type, cron_expression, timezone, reset_time, created_at, next_execution_at, active, position
)
SELECT user_id, 'daily_reset', cron_expression, timezone, reset_time,
  LEAST(clock_timestamp(), to_timestamp(begun_at / 1000)), to_timestamp(next_at / 1000), active, position
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[], $7::boolean[], $8::bigint[])
  AS told (user_id, cron_expression, timezone, reset_time, begun_at, next_at, active, position)
WHERE NOT EXISTS (SELECT FROM forgotten_users WHERE forgotten_users.user_id = told.user_id)
-- Two instances that write the same users lock them in the same order.
ORDER BY user_id
ON CONFLICT (user_id) WHERE user_id IS NOT NULL DO UPDATE
SET cron_expression = excluded.cron_expression, timezone = excluded.timezone, reset_time = excluded.reset_time,
  created_at = excluded.created_at, next_execution_at = excluded.next_execution_at, active = excluded.active,
  position = excluded.position, updated_at = clock_timestamp(),
  last_execution_at = CASE
    WHEN task.active AND NOT excluded.active THEN clock_timestamp()
    ELSE task.last_execution_at
  END
WHERE task.position < excluded.position`;

/** The buckets in use, the most urgent first; leaps from bucket to bucket, whatever the number of their users. */
export const BUCKETS_DUE_WITHIN = `
WITH RECURSIVE bucket AS (
  (
    SELECT next_execution_at, timezone, reset_time
    FROM scheduled_tasks
    WHERE active AND task_type = 'daily_reset' AND next_execution_at <= now() + $1 * interval '1 millisecond'
    ORDER BY next_execution_at, timezone, reset_time
    LIMIT 1
  )
  UNION ALL
  SELECT later.*
  FROM bucket CROSS JOIN LATERAL (
    SELECT next_execution_at, timezone, reset_time
    FROM scheduled_tasks
    WHERE active AND task_type = 'daily_reset' AND next_execution_at <= now() + $1 * interval '1 millisecond'
      AND (next_execution_at, timezone, reset_time) > (bucket.next_execution_at, bucket.timezone, bucket.reset_time)
    ORDER BY next_execution_at, timezone, reset_time
    LIMIT 1
  ) AS later
)
SELECT timezone, reset_time AS "resetTime", (extract(epoch FROM next_execution_at) * 1000)::float8 AS "boundaryAt",
  (extract(epoch FROM next_execution_at - clock_timestamp()) * 1000)::float8 AS "restMs"
FROM bucket
LIMIT $2`;

/** How long until this instant. */
export const REST_MS = `SELECT ($1 - extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "restMs"`;

/** The next users of a bucket that has come due. They stay locked, so that nobody else asks for them meanwhile. */
export const TAKE_BATCH = `
SELECT user_id AS "userId"
FROM scheduled_tasks
WHERE active AND task_type = 'daily_reset'
  AND timezone = $1 AND reset_time = $2 AND next_execution_at = to_timestamp($3::float8 / 1000)
  AND next_execution_at <= now() AND user_id > $4
ORDER BY user_id
LIMIT $5
FOR UPDATE SKIP LOCKED`;

export const REST_BATCH = `
UPDATE scheduled_tasks
SET active = false, last_execution_at = clock_timestamp(), updated_at = clock_timestamp()
WHERE user_id = ANY ($1)`;

export const MOVE_BATCH = `
UPDATE scheduled_tasks AS task
SET next_execution_at = to_timestamp(ends_at / 1000), last_execution_at = clock_timestamp(),
  updated_at = clock_timestamp()
FROM unnest($1::text[], $2::float8[]) AS moved (user_id, ends_at)
WHERE task.user_id = moved.user_id`;
