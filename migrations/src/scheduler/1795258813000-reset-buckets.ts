import { forwardMigration } from '../forward-migration';

/** Who shares a reset with whom [D8]: the task of a user names the bucket, and the fact that it was made by. */
export const schedulerResetBuckets = forwardMigration('SchedulerResetBuckets1795258813000', [
  `
ALTER TABLE scheduler.scheduled_tasks
  ALTER COLUMN timezone TYPE text COLLATE "C",
  ADD COLUMN reset_time text   NULL COLLATE "C" CHECK (reset_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  ADD COLUMN position   bigint NULL CHECK (position > 0),
  ADD CHECK ((task_type = 'daily_reset') = (reset_time IS NOT NULL)),
  ADD CHECK ((task_type = 'daily_reset') = (position IS NOT NULL)),
  -- A row is rewritten with every fact about its user, as a rule without a change that an index would notice.
  SET (fillfactor = 80)`,
  // Only daily resets have a user, and each user keeps one row for good, so these three say what four said before.
  `DROP INDEX scheduler.scheduled_tasks_one_active_per_user`,
  `DROP INDEX scheduler.scheduled_tasks_of_user`,
  `DROP INDEX scheduler.scheduled_tasks_due`,
  `
CREATE UNIQUE INDEX scheduled_tasks_one_per_user ON scheduler.scheduled_tasks (user_id)
WHERE user_id IS NOT NULL`,
  `
CREATE INDEX scheduled_tasks_due ON scheduler.scheduled_tasks (next_execution_at, timezone, reset_time, user_id)
WHERE active`,
  `
CREATE TABLE scheduler.dead_letters (
  consumer        text        NOT NULL,
  subject         text        NOT NULL,
  stream_sequence bigint      NOT NULL,
  body            text        NOT NULL,
  tries           integer     NOT NULL,
  reason          text        NOT NULL,
  at              timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (consumer, subject, stream_sequence)
)`,
  `GRANT SELECT, INSERT, DELETE ON scheduler.dead_letters TO tidemark_scheduler`,
]);
