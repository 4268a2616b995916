import { MINUTE } from '@tidemark/domain';
import { LOGGER, type Logger } from '@tidemark/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { SchedulerConfig } from '../scheduler.config';
import { Sweep } from '../sweep';
import { JobBell } from './job-bell';
import { JobRunner } from './job-runner';
import { repeatingJobs } from './repeating-jobs';

/** A job that has been due for so long was forgotten by Redis. */
const OVERDUE_AFTER_MS = MINUTE;

/** Does the repeating jobs that nobody rang for, and winds their bells up again. */
@Injectable()
export class JobSweep extends Sweep {
  constructor(
    config: SchedulerConfig,
    @Inject(LOGGER) logger: Logger,
    private readonly runner: JobRunner,
    private readonly bell: JobBell,
  ) {
    super(config, logger);
  }

  async sweep(overdueAfterMs = OVERDUE_AFTER_MS): Promise<void> {
    await this.runner.remember();
    const runs = await Promise.allSettled(repeatingJobs.map((job) => this.runner.run(job, overdueAfterMs)));
    await this.bell.wind();
    // One whose service is away keeps no other from being done.
    const failed = runs.find((run) => run.status === 'rejected');
    if (failed) throw failed.reason;
  }
}
