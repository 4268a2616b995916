/** Schemas are named, because one look goes through all of them; instants leave as milliseconds. */
export const LOG_LENGTHS = `
SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS at,
  (SELECT coalesce(sum(position), 0) FROM timer.lanes)::float8 AS timer,
  (SELECT coalesce(sum(position), 0) FROM progress.lanes)::float8 AS progress`;

/** Nothing is counted further than a picture of the system needs. */
export const COUNTS = `
SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS at,
  (SELECT count(*) FROM (
    SELECT FROM timer.heads
    WHERE category = 'timer' AND due_at IS NOT NULL AND state ->> 'status' = 'running'
    LIMIT $1) AS running)::float8 AS "timersRunning",
  ((SELECT count(*) FROM (SELECT FROM timer.heads LIMIT $1) AS counted)
    + (SELECT count(*) FROM (SELECT FROM progress.heads LIMIT $1) AS counted))::float8 AS streams,
  ((SELECT count(*) FROM timer.dead_letters) + (SELECT count(*) FROM progress.dead_letters)
    + (SELECT count(*) FROM progress.facts_put_aside) + (SELECT count(*) FROM scheduler.dead_letters)
  )::float8 AS "deadLetters"`;
