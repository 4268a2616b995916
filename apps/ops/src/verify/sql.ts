/** Schemas are named, because one look goes through all of them; instants leave as milliseconds. */
const ms = (column: string, name: string) => `(extract(epoch FROM ${column}) * 1000)::float8 AS "${name}"`;

export const NOW = `SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`;

/** How many events the story of a user has. */
const EVENTS_OF_KNOWN = `(
    SELECT coalesce(sum(version), 0)
    FROM (
      SELECT version FROM timer.heads WHERE user_id = known.user_id
      UNION ALL
      SELECT version FROM progress.heads WHERE user_id = known.user_id
    ) AS streams
  )::float8 AS events`;

export const USERS_AFTER = `
SELECT user_id AS "userId", ${EVENTS_OF_KNOWN}
FROM (
  (SELECT DISTINCT user_id FROM timer.heads WHERE user_id > $1 ORDER BY user_id LIMIT $2)
  UNION
  (SELECT DISTINCT user_id FROM progress.heads WHERE user_id > $1 ORDER BY user_id LIMIT $2)
) AS known
ORDER BY user_id
LIMIT $2`;

export const USERS_DRAWN = `
SELECT user_id AS "userId", ${EVENTS_OF_KNOWN}
FROM (SELECT user_id FROM timer.heads UNION SELECT user_id FROM progress.heads) AS known
ORDER BY random()
LIMIT $1`;

export const HEADS_OF = `
SELECT
  stream_id AS "streamId", user_id AS "userId", lane, version, position::float8, state, ${ms('due_at', 'dueAt')},
  ${ms('occurred_at', 'occurredAt')}
FROM heads
WHERE user_id = ANY ($1)
ORDER BY stream_id`;

export const COMMANDS_OF = `
SELECT user_id AS "userId", command_id AS "commandId", stream_id AS "streamId", version,
  rejection IS NOT NULL AS "isRejected", ${ms('recorded_at', 'recordedAt')}
FROM commands
WHERE user_id = ANY ($1)`;

export const CHECKPOINTS_REACHED = `
SELECT lane, position::float8 FROM timer.cursors WHERE consumer = 'checkpoints'`;

export const CHECKPOINTS_OF = `
SELECT
  user_id, version, position::float8, lane, event_id, checkpoint_type, task_id, remaining_ms::float8, session_type,
  is_paused, round_number, preset_type, ${ms('last_active_at', 'last_active_at')}, ${ms('at', 'at')}
FROM timer.checkpoints
WHERE user_id = ANY ($1)
ORDER BY user_id, version`;

export const HEARD_OF = `
SELECT user_id AS "userId", versions, forgotten_at IS NOT NULL AS "isForgotten"
FROM progress.heard
WHERE user_id = ANY ($1)`;

export const RESETS_OF = `
SELECT
  user_id AS "userId", version, reset_type AS "resetType", previous_count AS "previousCount", new_count AS "newCount",
  ${ms('reset_at', 'resetAt')}, timezone, tzdata_version AS "tzdataVersion", local_reset_time AS "localResetTime",
  local_date AS "localDate", context, ${ms('recorded_at', 'recordedAt')}
FROM progress.resets
WHERE user_id = ANY ($1)
ORDER BY user_id, version`;

export const TASKS_OF = `
SELECT user_id AS "userId", active, ${ms('next_execution_at', 'nextAt')}, position::float8
FROM scheduler.scheduled_tasks
WHERE task_type = 'daily_reset' AND user_id = ANY ($1)`;

export const ERASURES_OF = `
SELECT user_id AS "userId", ${ms('asked_at', 'askedAt')}, erased_at IS NOT NULL AS "isErased",
  ${ms('settled_at', 'settledAt')}
FROM accounts.erasures
WHERE user_id = ANY ($1)`;

/** A cursor beyond the end of its lane has passed events that do not exist yet, and will miss them. */
export const CURSORS_AHEAD = `
SELECT format('%s, lane %s', consumer, lane) AS subject,
  format('it is at %s, and the lane ends at %s', cursors.position, lanes.position) AS what
FROM cursors
LEFT JOIN lanes USING (lane)
WHERE cursors.position > coalesce(lanes.position, 0)
ORDER BY consumer, lane`;

/** Rows that nobody's events could have made: of users who have no stream, or no timer where it takes one. */
export const FOREIGN_ROWS = `
SELECT DISTINCT place || ' of ' || user_id AS subject, 'nothing that makes such a row ever happened to this user' AS what
FROM (
  SELECT 'timer.checkpoints' AS place, user_id, '{timer}'::text[] AS makers FROM timer.checkpoints
  UNION ALL SELECT 'progress.timesheets', user_id, '{timer}' FROM progress.timesheets
  UNION ALL SELECT 'progress.clock_entries', user_id, '{clock}' FROM progress.clock_entries
  UNION ALL SELECT 'progress.resets', user_id, '{day}' FROM progress.resets
  UNION ALL SELECT 'progress.daily_session_stats', user_id, '{day}' FROM progress.daily_session_stats
  UNION ALL SELECT 'progress.edits', user_id, '{timer,clock,day}' FROM progress.edits
  UNION ALL SELECT 'scheduler.scheduled_tasks', user_id, '{day}' FROM scheduler.scheduled_tasks
) AS made
WHERE user_id IS NOT NULL AND NOT EXISTS (
  SELECT FROM timer.heads WHERE heads.user_id = made.user_id AND category = ANY (makers))
ORDER BY subject
LIMIT $1`;

/** Ids of events are drawn, and the same one twice is a copy. */
export const EVENTS_TWICE = `
SELECT event_id::text AS subject, format('%s events have this id', count(*)) AS what
FROM events
GROUP BY event_id
HAVING count(*) > 1
LIMIT $1`;

/** Who may rewrite history, and which guards against it are missing. */
export const REWRITERS = `
WITH kept (place, guard) AS (
  VALUES ('timer.events', 'events_stay'), ('timer.events', 'events_stay_all'), ('progress.events', 'events_stay'),
    ('progress.events', 'events_stay_all'), ('audit.entries', 'entries_stay'), ('audit.entries', 'entries_stay_all')
)
SELECT rolname || ' on ' || place AS subject, format('it may %s', lower(privilege)) AS what
FROM pg_roles
CROSS JOIN (SELECT DISTINCT place FROM kept) AS places
CROSS JOIN unnest('{UPDATE,DELETE,TRUNCATE}'::text[]) AS privilege
WHERE rolname = ANY ('{tidemark_timer,tidemark_progress,tidemark_scheduler,tidemark_gateway,tidemark_ops}')
  AND has_table_privilege(rolname, place, privilege)
UNION ALL
SELECT place, format('its guard %s is gone or switched off', guard)
FROM kept
WHERE NOT EXISTS (
  SELECT FROM pg_trigger WHERE tgrelid = place::regclass AND tgname = guard AND tgenabled IN ('O', 'A'))`;
