import type { Instant } from '@tidemark/domain';
import { Bus, taskSubject } from '@tidemark/messaging';
import { Database, LOGGER, type Logger } from '@tidemark/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { nextExecutionAt, repeatingJobs, type RepeatingJob } from './repeating-jobs';
import { DUE_TASK, NOW, REMEMBER_TASK, TASK_DONE } from './sql';

/** Does a job when Postgres says that it is due, whoever rang. */
@Injectable()
export class JobRunner {
  constructor(
    private readonly database: Database,
    private readonly bus: Bus,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Makes sure that every job has its row. */
  async remember(): Promise<void> {
    for (const job of repeatingJobs) {
      const nextAt = nextExecutionAt(job, await this.now());
      await this.database.query(REMEMBER_TASK, [job.taskType, job.cronExpression, nextAt]);
    }
  }

  /** Returns whether the job was due and has been done; one that failed stays due. */
  async run(job: RepeatingJob, overdueByMs = 0): Promise<boolean> {
    const { rowCount } = await this.database.query(DUE_TASK, [job.taskType, overdueByMs]);
    if (!rowCount) return false;
    const reply = await this.bus.request(taskSubject(job.task), {}, { timeoutMs: job.timeoutMs, attempts: 1 });
    if (!reply.ok) throw new Error(`${job.task} was refused: ${reply.error.message}`);
    await this.database.query(TASK_DONE, [job.taskType, nextExecutionAt(job, await this.now())]);
    this.logger.info({ task: job.task, result: reply.body }, `${job.task} is done.`);
    return true;
  }

  private async now(): Promise<Instant> {
    const { rows } = await this.database.query<{ now: Instant }>(NOW);
    return rows[0]?.now ?? 0;
  }
}
