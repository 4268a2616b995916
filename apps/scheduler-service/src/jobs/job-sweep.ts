import { MINUTE, SECOND } from '@tidemark/domain';
import { LOGGER, type Logger, type Runner } from '@tidemark/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { JobBell } from './job-bell';
import { JobRunner } from './job-runner';
import { repeatingJobs } from './repeating-jobs';

const SWEEP_EVERY_MS = 30 * SECOND;
/** A job that has been due for so long was forgotten by Redis. */
const OVERDUE_AFTER_MS = MINUTE;

/** Looks into Postgres for what nobody rang for, and winds the bells up again; at the start and then for ever. */
@Injectable()
export class JobSweep implements Runner {
  private timer?: NodeJS.Timeout;
  private sweeping: Promise<void> = Promise.resolve();

  constructor(
    private readonly runner: JobRunner,
    private readonly bell: JobBell,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  start(): void {
    const round = () => {
      this.sweeping = this.sweep().catch((error: unknown) => this.logger.warn({ err: error }, 'A sweep failed.'));
      void this.sweeping.then(() => (this.timer = setTimeout(round, SWEEP_EVERY_MS)));
    };
    this.timer = setTimeout(round, 0);
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    await this.sweeping;
    clearTimeout(this.timer);
  }

  async sweep(overdueAfterMs = OVERDUE_AFTER_MS): Promise<void> {
    await this.runner.remember();
    for (const job of repeatingJobs) await this.runner.run(job, overdueAfterMs);
    await this.bell.wind();
  }
}
