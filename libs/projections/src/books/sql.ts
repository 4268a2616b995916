/** Users in ascending order, so that two instances never wait for each other; nobody else writes of them until the end. */
export const LOCK_USERS = `
INSERT INTO heard AS known (user_id)
SELECT DISTINCT user_id FROM unnest($1::text[]) AS told (user_id) ORDER BY user_id
ON CONFLICT (user_id) DO UPDATE SET versions = known.versions
RETURNING user_id AS "userId", versions, forgotten_at IS NOT NULL AS "isForgotten"`;

/** How far the streams of users are applied from now on. */
export const SAVE_HEARD = `
UPDATE heard
SET versions = heard.versions || told.versions
FROM jsonb_to_recordset($1::jsonb) AS told (user_id text, versions jsonb)
WHERE heard.user_id = told.user_id`;

/** As many INs as OUTs at one instant leave somebody as they were. */
const lastSettledBefore = (userId: string, at: string): string => `(
      SELECT settled.clocked_at FROM clock_entries AS settled
      WHERE settled.user_id = ${userId} AND settled.clocked_at < ${at}
      GROUP BY settled.clocked_at
      HAVING count(*) FILTER (WHERE type = 'IN') <> count(*) FILTER (WHERE type = 'OUT')
      ORDER BY settled.clocked_at DESC
      LIMIT 1
    )`;

/**
 * The days that end after an instant, or after the beginning of one of the sessions that are told of, with every
 * session that reaches into them. The day that goes on is always among them. Sessions of a user follow one another, so
 * of those that began before these days only the last can reach into them. Of the work clock, all is needed from the last
 * instant before that leaves somebody in, or out, whatever was before it; where the clock itself says something else,
 * the days since that instant are meant too. Laterals and materialized parts hold the
 * planner to walking indexes, whatever the statistics of a young table say.
 */
export const READ_BOOKS = `
WITH asked AS MATERIALIZED (
  SELECT user_id, to_timestamp(to_at / 1000) AS to_at, least(
    to_timestamp(from_at / 1000),
    (SELECT starts_at FROM daily_session_stats AS day WHERE day.user_id = wanted.user_id AND NOT final),
    (
      WITH told AS MATERIALIZED (
        SELECT starts_at FROM timesheets AS sheet
        WHERE sheet.user_id = wanted.user_id AND sheet.session_id = ANY (wanted.session_ids)
      )
      SELECT min(starts_at) FROM told
    ),
    ${lastSettledBefore('wanted.user_id', 'to_timestamp(clocked_from_at / 1000)')}) AS from_at
  FROM jsonb_to_recordset($1::jsonb) AS wanted (
    user_id text, from_at float8, to_at float8, session_ids text[], clocked_from_at float8)
)
SELECT asked.user_id AS "userId", opened.days, booked.sheets, clocked.entries, changed.changes AS "clockChanges"
FROM asked
CROSS JOIN LATERAL (
  SELECT least(asked.from_at, min(starts_at)) AS from_at, coalesce(jsonb_agg(jsonb_build_object(
      'localDate', local_date, 'timezone', timezone, 'tzdataVersion', tzdata_version,
      'startsAt', (extract(epoch FROM starts_at) * 1000)::float8, 'endsAt', (extract(epoch FROM ends_at) * 1000)::float8,
      'manualOverrides', manual_overrides, 'closedPosition', closed_position)), '[]') AS days
  FROM daily_session_stats AS day
  WHERE day.user_id = asked.user_id AND (ends_at > asked.from_at OR NOT final)
    AND (asked.to_at IS NULL OR starts_at < asked.to_at)
) AS opened
CROSS JOIN LATERAL (
  SELECT coalesce(jsonb_agg(jsonb_build_object('sheet', sheet, 'changes', changes)), '[]') AS sheets
  FROM timesheets AS sheet
  WHERE sheet.user_id = asked.user_id AND (asked.to_at IS NULL OR starts_at < asked.to_at)
    AND starts_at >= coalesce((
      SELECT max(earlier.starts_at) FROM timesheets AS earlier
      WHERE earlier.user_id = asked.user_id AND earlier.starts_at < opened.from_at
    ), '-infinity')
) AS booked
CROSS JOIN LATERAL (
  SELECT coalesce(jsonb_agg(jsonb_build_object(
      'id', entry_id, 'type', type, 'clockedAt', (extract(epoch FROM clocked_at) * 1000)::float8)), '[]') AS entries
  FROM clock_entries AS entry
  WHERE entry.user_id = asked.user_id
    AND clocked_at >= coalesce(${lastSettledBefore('asked.user_id', 'opened.from_at')}, '-infinity')
    AND clocked_at <= coalesce((
      SELECT min(later.clocked_at) FROM clock_entries AS later
      WHERE later.user_id = asked.user_id AND later.clocked_at >= asked.to_at
    ), 'infinity')
) AS clocked
CROSS JOIN LATERAL (
  SELECT coalesce(jsonb_agg(jsonb_build_object(
      'position', position, 'recordedAt', (extract(epoch FROM recorded_at) * 1000)::float8,
      'fromAt', (extract(epoch FROM change.from_at) * 1000)::float8,
      'toAt', (extract(epoch FROM change.to_at) * 1000)::float8)), '[]') AS changes
  FROM clock_changes AS change
  WHERE change.user_id = asked.user_id AND change.to_at > opened.from_at
    AND (asked.to_at IS NULL OR change.from_at < asked.to_at)
) AS changed`;

/** In the order of their dates, so that one day is closed before the next is open. */
export const SAVE_DAYS = `
INSERT INTO daily_session_stats AS day (
  user_id, local_date, timezone, tzdata_version, starts_at, ends_at, work_sessions_completed,
  work_ms, break_ms, paused_ms, clocked_ms, untracked_ms, total_clocked_ms, manual_overrides, final, closed_position,
  corrected_at)
SELECT
  user_id, local_date, timezone, tzdata_version, to_timestamp(starts_at / 1000), to_timestamp(ends_at / 1000),
  work_sessions_completed, work_ms, break_ms, paused_ms, clocked_ms, untracked_ms, total_clocked_ms, manual_overrides,
  closed_position IS NOT NULL, closed_position, to_timestamp(corrected_at / 1000)
FROM jsonb_to_recordset($1::jsonb) AS counted (
  user_id text, local_date text, timezone text, tzdata_version text, starts_at float8, ends_at float8,
  work_sessions_completed integer, work_ms bigint, break_ms bigint, paused_ms bigint, clocked_ms bigint,
  untracked_ms bigint, total_clocked_ms bigint, manual_overrides integer, closed_position bigint, corrected_at float8)
ORDER BY user_id, local_date
ON CONFLICT (user_id, local_date) DO UPDATE SET
  timezone = excluded.timezone, tzdata_version = excluded.tzdata_version, starts_at = excluded.starts_at,
  ends_at = excluded.ends_at, work_sessions_completed = excluded.work_sessions_completed, work_ms = excluded.work_ms,
  break_ms = excluded.break_ms, paused_ms = excluded.paused_ms, clocked_ms = excluded.clocked_ms,
  untracked_ms = excluded.untracked_ms, total_clocked_ms = excluded.total_clocked_ms,
  manual_overrides = excluded.manual_overrides, final = excluded.final,
  closed_position = excluded.closed_position, corrected_at = excluded.corrected_at
WHERE day.* IS DISTINCT FROM excluded.*`;

/** Sessions with what was done in them, and what was told of them late. */
export const SAVE_SHEETS = `
INSERT INTO timesheets (user_id, session_id, starts_at, sheet, changes)
SELECT user_id, session_id, to_timestamp(starts_at / 1000), sheet, changes
FROM jsonb_to_recordset($1::jsonb) AS booked (
  user_id text, session_id text, starts_at float8, sheet jsonb, changes jsonb)
ON CONFLICT (user_id, session_id) DO UPDATE SET sheet = excluded.sheet, changes = excluded.changes`;

/** Entries that are no more, by what they said. */
export const REMOVE_CLOCK_ENTRIES = `
DELETE FROM clock_entries AS entry
USING jsonb_to_recordset($1::jsonb) AS gone (user_id text, entry_id text, clocked_at float8)
WHERE entry.user_id = gone.user_id AND entry.entry_id = gone.entry_id
  AND entry.clocked_at = to_timestamp(gone.clocked_at / 1000)`;

/** Entries that are there from now on. */
export const SAVE_CLOCK_ENTRIES = `
INSERT INTO clock_entries (user_id, entry_id, type, clocked_at)
SELECT user_id, entry_id, type, to_timestamp(clocked_at / 1000)
FROM jsonb_to_recordset($1::jsonb) AS there (user_id text, entry_id text, type text, clocked_at float8)
ON CONFLICT (user_id, clocked_at, entry_id) DO UPDATE SET type = excluded.type`;

/** For which time an event of the clock said something else. */
export const ADD_CLOCK_CHANGES = `
INSERT INTO clock_changes (user_id, position, from_at, to_at, recorded_at)
SELECT
  user_id, position, to_timestamp(from_at / 1000), to_timestamp(to_at / 1000), to_timestamp(recorded_at / 1000)
FROM jsonb_to_recordset($1::jsonb) AS made (
  user_id text, position bigint, from_at float8, to_at float8, recorded_at float8)`;

/** Resets are only ever added. */
export const ADD_RESETS = `
INSERT INTO resets (
  user_id, version, reset_type, previous_count, new_count, reset_at, recorded_at, timezone, tzdata_version,
  local_reset_time, local_date, device_id, context)
SELECT
  user_id, version, reset_type, previous_count, new_count, to_timestamp(reset_at / 1000),
  to_timestamp(recorded_at / 1000), timezone, tzdata_version, local_reset_time, local_date, device_id, context
FROM jsonb_to_recordset($1::jsonb) AS made (
  user_id text, version integer, reset_type text, previous_count integer, new_count integer, reset_at float8,
  recorded_at float8, timezone text, tzdata_version text, local_reset_time text, local_date text, device_id text,
  context text)`;

/** Edits are only ever added. */
export const ADD_EDITS = `
INSERT INTO edits (user_id, stream_id, version, type, at, data)
SELECT user_id, stream_id, version, type, to_timestamp(at / 1000), data
FROM jsonb_to_recordset($1::jsonb) AS made (
  user_id text, stream_id text, version integer, type text, at float8, data jsonb)`;

/** Whoever enters something writes here first; whoever reads is not kept. */
export const HOLD_WRITERS = `LOCK TABLE heard IN EXCLUSIVE MODE`;

/** What the owner of the events has up to these ends and the books have not heard of, in the order of each stream. */
export const DECLARE_UNHEARD = `
DECLARE unheard NO SCROLL CURSOR FOR
SELECT
  event.lane, event.position::float8, event.stream_id AS "streamId", event.version, event.user_id AS "userId",
  event.event_id AS "eventId", event.type, event.schema_version AS "schemaVersion", event.data::text AS data,
  event.command_id AS "commandId", event.causation_id AS "causationId", event.correlation_id AS "correlationId",
  event.device_id AS "deviceId", (extract(epoch FROM event.occurred_at) * 1000)::float8 AS "occurredAt",
  (extract(epoch FROM event.recorded_at) * 1000)::float8 AS "recordedAt"
FROM heads
LEFT JOIN heard USING (user_id)
CROSS JOIN LATERAL (SELECT coalesce((heard.versions ->> heads.stream_id)::integer, 0) AS version) AS reached
JOIN events AS event ON event.stream_id = heads.stream_id AND event.version > reached.version
JOIN unnest($1::integer[], $2::bigint[]) AS ends (lane, position)
  ON ends.lane = event.lane AND event.position <= ends.position
WHERE heads.category IN ('timer', 'clock', 'day') AND heads.version > reached.version AND forgotten_at IS NULL
ORDER BY event.stream_id, event.version`;

/** So many events are in memory at once. */
export const FETCH_UNHEARD = `FETCH 1000 FROM unheard`;

/** There may be another catching up in the same transaction. */
export const CLOSE_UNHEARD = `CLOSE unheard`;

/** The live tables are in this schema, and the names without one are those that are to take over. */
export const CARRY_FORGOTTEN = `
INSERT INTO heard (user_id, versions, forgotten_at)
SELECT user_id, versions, forgotten_at FROM progress.heard WHERE forgotten_at IS NOT NULL
ON CONFLICT (user_id) DO UPDATE SET versions = excluded.versions, forgotten_at = excluded.forgotten_at`;

const FORGOTTEN = `user_id IN (SELECT user_id FROM heard WHERE forgotten_at IS NOT NULL)`;

/** Nothing is kept of whoever was erased. */
export const FORGET_FORGOTTEN: readonly string[] = [
  `DELETE FROM timesheets WHERE ${FORGOTTEN}`,
  `DELETE FROM daily_session_stats WHERE ${FORGOTTEN}`,
  `DELETE FROM resets WHERE ${FORGOTTEN}`,
  `DELETE FROM edits WHERE ${FORGOTTEN}`,
  `DELETE FROM clock_entries WHERE ${FORGOTTEN}`,
  `DELETE FROM clock_changes WHERE ${FORGOTTEN}`,
];
