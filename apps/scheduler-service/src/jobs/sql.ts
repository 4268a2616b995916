/** One active row for each repeating job; asking again changes nothing. */
export const REMEMBER_TASK = `
INSERT INTO scheduled_tasks (task_type, cron_expression, timezone, next_execution_at)
VALUES ($1, $2, 'UTC', to_timestamp($3::float8 / 1000))
ON CONFLICT DO NOTHING`;

/** The task, where it has been due for at least so long. */
export const DUE_TASK = `
SELECT task_id
FROM scheduled_tasks
WHERE task_type = $1 AND user_id IS NULL AND active
  AND next_execution_at <= clock_timestamp() - $2 * interval '1 millisecond'`;

export const TASK_DONE = `
UPDATE scheduled_tasks
SET last_execution_at = clock_timestamp(), next_execution_at = to_timestamp($2::float8 / 1000),
  updated_at = clock_timestamp()
WHERE task_type = $1 AND user_id IS NULL AND active`;

export const NOW = `SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`;
