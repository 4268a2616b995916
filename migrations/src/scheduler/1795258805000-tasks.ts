import { roles } from '@tidemark/event-log';
import { forwardMigration } from '../forward-migration';

/** What is to be done and when [D8]: BullMQ may forget its jobs, these rows do not. */
export const schedulerTasks = forwardMigration('SchedulerTasks1795258805000', [
  ...roles('tidemark_scheduler'),
  `CREATE SCHEMA scheduler`,
  `
CREATE TABLE scheduler.scheduled_tasks (
  task_id           uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id           text        NULL COLLATE "C",
  task_type         text        NOT NULL CHECK (task_type IN ('daily_reset', 'checkpoint_cleanup', 'draft_cleanup')),
  cron_expression   text        NOT NULL,
  timezone          text        NOT NULL,
  last_execution_at timestamptz NULL,
  next_execution_at timestamptz NOT NULL,
  active            boolean     NOT NULL DEFAULT true,
  created_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  updated_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK (next_execution_at > created_at),
  CHECK ((task_type = 'daily_reset') = (user_id IS NOT NULL))
)`,
  `
CREATE UNIQUE INDEX scheduled_tasks_one_active_per_user ON scheduler.scheduled_tasks (user_id, task_type)
WHERE active AND user_id IS NOT NULL`,
  `
CREATE UNIQUE INDEX scheduled_tasks_one_active_for_all ON scheduler.scheduled_tasks (task_type)
WHERE active AND user_id IS NULL`,
  `CREATE INDEX scheduled_tasks_due ON scheduler.scheduled_tasks (next_execution_at) WHERE active`,
  `CREATE INDEX scheduled_tasks_of_user ON scheduler.scheduled_tasks (user_id) WHERE user_id IS NOT NULL`,
  `GRANT USAGE ON SCHEMA scheduler TO tidemark_scheduler`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON scheduler.scheduled_tasks TO tidemark_scheduler`,
]);
