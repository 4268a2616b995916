import type { Instant } from '@tidemark/domain';
import type { Database } from '@tidemark/service-kit';

/** What `scheduled_tasks` says about the reset of a user. */
export interface TaskRow {
  readonly userId: string;
  readonly active: boolean;
  readonly timezone: string;
  readonly resetTime: string;
  readonly cronExpression: string;
  readonly nextAt: Instant;
  readonly wasExecuted: boolean;
  readonly position: number;
}

const READ = `
SELECT user_id AS "userId", active, timezone, reset_time AS "resetTime", cron_expression AS "cronExpression",
  (extract(epoch FROM next_execution_at) * 1000)::float8 AS "nextAt", last_execution_at IS NOT NULL AS "wasExecuted",
  position::integer AS position
FROM scheduled_tasks
WHERE task_type = 'daily_reset'
ORDER BY user_id`;

export async function readTasks(database: Database): Promise<readonly TaskRow[]> {
  return (await database.query<TaskRow>(READ)).rows;
}
