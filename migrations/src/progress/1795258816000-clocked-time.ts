import { forwardMigration } from '../forward-migration';

/** Coming and going as the work clock tells it [C4], as far back as there are days to be counted. */
export const progressClockedTime = forwardMigration('ProgressClockedTime1795258816000', [
  // By what an entry says: long after it, its id may come again.
  `
CREATE TABLE progress.clock_entries (
  user_id    text        NOT NULL COLLATE "C",
  clocked_at timestamptz NOT NULL,
  entry_id   text        NOT NULL COLLATE "C",
  type       text        NOT NULL CHECK (type IN ('IN', 'OUT')),
  PRIMARY KEY (user_id, clocked_at, entry_id)
)`,
  // For which time an event of the clock made another whether somebody was at work.
  `
CREATE TABLE progress.clock_changes (
  user_id     text        NOT NULL COLLATE "C",
  position    bigint      NOT NULL CHECK (position > 0),
  from_at     timestamptz NOT NULL,
  to_at       timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, position, from_at),
  CHECK (to_at > from_at)
)`,
  `CREATE INDEX clock_changes_by_time ON progress.clock_changes (user_id, to_at)`,
  // What is clocked beside a timer is in the buckets of the timer, and here all the same.
  `
ALTER TABLE progress.daily_session_stats
ADD COLUMN total_clocked_ms bigint NOT NULL DEFAULT 0,
ADD CHECK (total_clocked_ms >= clocked_ms)`,
  `
GRANT SELECT, INSERT, UPDATE, DELETE
ON progress.clock_entries, progress.clock_changes
TO tidemark_progress`,
]);
