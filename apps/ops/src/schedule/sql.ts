/** The schema is the connection's, so names are bare; instants leave as milliseconds. */
const ms = (column: string, name: string) => `(extract(epoch FROM ${column}) * 1000)::float8 AS "${name}"`;
const REST_MS = `(extract(epoch FROM next_execution_at - clock_timestamp()) * 1000)::float8 AS "restMs"`;

/** All whose day ends at the same instant by the same rule, the most urgent first. */
export const BUCKETS = `
SELECT timezone, reset_time AS "resetTime", ${ms('next_execution_at', 'nextAt')}, ${REST_MS}, count(*)::float8 AS users
FROM scheduled_tasks
WHERE active AND task_type = 'daily_reset' AND ($1::text IS NULL OR timezone = $1)
GROUP BY timezone, reset_time, next_execution_at
ORDER BY next_execution_at, timezone, reset_time
LIMIT $2`;

/** Jobs that come round by themselves. */
export const REPEATING_JOBS = `
SELECT task_type AS "job", cron_expression AS "cronExpression", ${ms('last_execution_at', 'lastAt')},
  ${ms('next_execution_at', 'nextAt')}, ${REST_MS}
FROM scheduled_tasks
WHERE user_id IS NULL AND active
ORDER BY task_type`;

/** What the daily resets come to. */
export const RESET_COUNTS = `
SELECT
  count(*) FILTER (WHERE active)::float8 AS waiting,
  count(*) FILTER (WHERE active AND next_execution_at < clock_timestamp())::float8 AS overdue,
  count(*) FILTER (WHERE NOT active)::float8 AS resting,
  (extract(epoch FROM max(last_execution_at)) * 1000)::float8 AS "lastAt"
FROM scheduled_tasks
WHERE task_type = 'daily_reset'`;
