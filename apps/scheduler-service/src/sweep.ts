import { SECOND } from '@tidemark/domain';
import type { Logger, Runner } from '@tidemark/service-kit';
import type { SchedulerConfig } from './scheduler.config';

/** Looks into Postgres for what nobody rang for, at the start and then for ever; it needs no Redis. */
export abstract class Sweep implements Runner {
  private timer?: NodeJS.Timeout;
  private sweeping: Promise<void> = Promise.resolve();

  constructor(
    private readonly config: SchedulerConfig,
    private readonly logger: Logger,
  ) {}

  abstract sweep(): Promise<void>;

  start(): void {
    const round = () => {
      this.sweeping = this.sweep().catch((error: unknown) => this.logger.warn({ err: error }, 'A sweep failed.'));
      void this.sweeping.then(() => (this.timer = setTimeout(round, this.config.sweepSeconds * SECOND)));
    };
    this.timer = setTimeout(round, 0);
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    await this.sweeping;
    clearTimeout(this.timer);
  }
}
