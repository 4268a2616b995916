import { Database, metrics, showLetters } from '@tidemark/service-kit';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { JobBell } from './jobs/job-bell';
import { repeatingJobs } from './jobs/repeating-jobs';
import { ResetBell } from './resets/reset-bell';

/** More than this many are not counted one by one; somebody was called long before. */
const COUNTED_MAX = 10_000;

const TASKS = ['daily_reset', ...repeatingJobs.map(({ taskType }) => taskType)];
const OVERDUE = `
SELECT task, (
  SELECT count(*)::float8
  FROM (
    SELECT FROM scheduled_tasks
    WHERE active AND task_type = task AND next_execution_at < clock_timestamp() - interval '1 minute'
    LIMIT $2
  ) AS overdue
) AS count
FROM unnest($1::text[]) AS task`;

/** Shows what is overdue and what BullMQ has in hand to whoever looks at the numbers. */
@Injectable()
export class Standing implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobBell,
    private readonly resets: ResetBell,
  ) {}

  onApplicationBootstrap(): void {
    showLetters(this.database, 'scheduler', 'dead_letters');
    metrics.tasksOverdue.ask(async () => {
      const { rows } = await this.database.query<{ task: string; count: number }>(OVERDUE, [TASKS, COUNTED_MAX]);
      return rows.map(({ task, count }) => ({ labels: { task }, value: count }));
    });
    metrics.queueJobs.ask(() => this.jobsInHand());
  }

  private async jobsInHand() {
    const queues = await Promise.all([this.jobs.standing(), this.resets.standing()]);
    return queues.flatMap((standing) => {
      if (!standing) return [];
      const { queue, waiting, delayed, active, failed } = standing;
      const states = Object.entries({ waiting, delayed, active, failed });
      return states.map(([state, value]) => ({ labels: { queue, state }, value }));
    });
  }
}
