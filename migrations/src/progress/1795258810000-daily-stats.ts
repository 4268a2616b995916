import { forwardMigration } from '../forward-migration';

const RESET_TYPES = `'scheduled_daily', 'manual_reset', 'timezone_change', 'configuration_change'`;
const LOCAL_DATE = `text NOT NULL COLLATE "C" CHECK (local_date ~ '^\\d{4}-\\d\\d-\\d\\d$')`;

/** What was done in which day [D7] [D10]: a projection of the facts of timers and days, made again from them at any time. */
export const progressDailyStats = forwardMigration('ProgressDailyStats1795258810000', [
  // How far the streams of a user are applied; whoever holds the row is alone with all the rows of that user.
  `
CREATE TABLE progress.heard (
  user_id      text        PRIMARY KEY COLLATE "C",
  versions     jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(versions) = 'object'),
  forgotten_at timestamptz NULL
) WITH (fillfactor = 70)`,
  `
CREATE TABLE progress.timesheets (
  user_id    text        NOT NULL COLLATE "C",
  session_id text        NOT NULL COLLATE "C",
  starts_at  timestamptz NOT NULL,
  sheet      jsonb       NOT NULL,
  changes    jsonb       NOT NULL CHECK (jsonb_typeof(changes) = 'array'),
  PRIMARY KEY (user_id, session_id)
)`,
  // Sessions of a user follow one another, so those of a day are found by when they began.
  `CREATE INDEX timesheets_by_time ON progress.timesheets (user_id, starts_at)`,
  `
CREATE TABLE progress.daily_session_stats (
  user_id                 text        NOT NULL COLLATE "C",
  local_date              ${LOCAL_DATE},
  timezone                text        NOT NULL,
  tzdata_version          text        NOT NULL,
  starts_at               timestamptz NOT NULL,
  ends_at                 timestamptz NOT NULL,
  work_sessions_completed integer     NOT NULL CHECK (work_sessions_completed >= 0),
  work_ms                 bigint      NOT NULL CHECK (work_ms >= 0),
  break_ms                bigint      NOT NULL CHECK (break_ms >= 0),
  paused_ms               bigint      NOT NULL CHECK (paused_ms >= 0),
  clocked_ms              bigint      NOT NULL CHECK (clocked_ms >= 0),
  untracked_ms            bigint      NOT NULL CHECK (untracked_ms >= 0),
  manual_overrides        integer     NOT NULL CHECK (manual_overrides >= 0),
  final                   boolean     NOT NULL,
  closed_position         bigint      NULL CHECK (closed_position > 0),
  corrected_at            timestamptz NULL,
  PRIMARY KEY (user_id, local_date),
  CHECK (ends_at >= starts_at),
  CHECK (final = (closed_position IS NOT NULL)),
  CHECK (final OR corrected_at IS NULL),
  -- The ledger: every millisecond of the day is in exactly one bucket.
  CHECK (
    work_ms + break_ms + paused_ms + clocked_ms + untracked_ms
    = round(extract(epoch FROM ends_at - starts_at) * 1000))
)`,
  `CREATE INDEX daily_session_stats_by_time ON progress.daily_session_stats (user_id, ends_at)`,
  `CREATE UNIQUE INDEX daily_session_stats_one_open ON progress.daily_session_stats (user_id) WHERE NOT final`,
  `
CREATE TABLE progress.resets (
  user_id          text        NOT NULL COLLATE "C",
  version          integer     NOT NULL CHECK (version > 0),
  reset_type       text        NOT NULL CHECK (reset_type IN (${RESET_TYPES})),
  previous_count   integer     NOT NULL CHECK (previous_count BETWEEN 0 AND 1000),
  new_count        integer     NOT NULL CHECK (new_count BETWEEN 0 AND 1000),
  reset_at         timestamptz NOT NULL,
  recorded_at      timestamptz NOT NULL,
  timezone         text        NOT NULL,
  tzdata_version   text        NOT NULL,
  local_reset_time text        NOT NULL CHECK (local_reset_time ~ '^([01]\\d|2[0-3]):[0-5]\\d$'),
  local_date       ${LOCAL_DATE},
  device_id        text        NULL,
  context          text        NOT NULL CHECK (context IN ('boundary', 'catch_up', 'rule_change', 'request')),
  PRIMARY KEY (user_id, version)
)`,
  // One reset per local day, whatever becomes of the services [D4]; only a person may ask for more.
  `
CREATE UNIQUE INDEX resets_one_per_day ON progress.resets (user_id, local_date)
WHERE reset_type <> 'manual_reset'`,
  `
CREATE TABLE progress.edits (
  user_id   text        NOT NULL COLLATE "C",
  stream_id text        NOT NULL COLLATE "C",
  version   integer     NOT NULL CHECK (version > 0),
  type      text        NOT NULL,
  at        timestamptz NOT NULL,
  data      jsonb       NOT NULL,
  PRIMARY KEY (user_id, stream_id, version)
)`,
  `CREATE INDEX edits_by_time ON progress.edits (user_id, at)`,
  // Facts that could not be applied, for somebody to look at.
  `
CREATE TABLE progress.facts_put_aside (
  consumer        text        NOT NULL,
  stream_sequence bigint      NOT NULL,
  subject         text        NOT NULL,
  body            text        NOT NULL,
  tries           integer     NOT NULL,
  reason          text        NOT NULL,
  at              timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (consumer, stream_sequence)
)`,
  `
GRANT SELECT, INSERT, UPDATE, DELETE
ON progress.heard, progress.timesheets, progress.daily_session_stats, progress.resets, progress.edits,
  progress.facts_put_aside
TO tidemark_progress`,
]);
