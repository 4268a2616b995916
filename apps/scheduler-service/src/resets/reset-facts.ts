import type { Fact } from '@tidemark/contracts';
import { Bus, FactConsumer, factsOfCategory } from '@tidemark/messaging';
import { LOGGER, type Logger, type Runner } from '@tidemark/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { DeadLetters } from '../dead-letters';
import { ResetSweep } from './reset-sweep';
import { ResetTasks, taskTold, type DayFact, type ResetTask } from './reset-tasks';
import { WrittenTogether } from './written-together';

export const DURABLE = 'scheduler-days';

/** Hears of every day, and keeps the rows of `scheduled_tasks` by it. */
@Injectable()
export class ResetFacts implements Runner {
  private readonly consumer: FactConsumer;
  private readonly kept: WrittenTogether<ResetTask>;

  constructor(
    bus: Bus,
    tasks: ResetTasks,
    sweep: ResetSweep,
    letters: DeadLetters,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.kept = new WrittenTogether(async (told) => {
      await tasks.keep(told);
      // A day that begins shortly before it ends would be over when the sweep next looks for bells to wind.
      void sweep.windSoon(told).catch((error: unknown) => this.logger.debug({ err: error }, 'The sweep will wind.'));
    });
    this.consumer = new FactConsumer({
      bus,
      durable: DURABLE,
      filter: factsOfCategory('day'),
      apply: (fact) => this.apply(fact),
      deadLetter: (letter) => letters.keep(DURABLE, letter),
      interrupted: (error) => logger.debug({ err: error }, 'The facts of days are listened to anew.'),
    });
  }

  start(): void {
    this.consumer.start();
  }

  stop(): Promise<void> {
    return this.consumer.stop();
  }

  /** Hearing a thing twice changes nothing. */
  async apply(fact: Fact): Promise<void> {
    const task = taskTold(fact as DayFact);
    if (task) await this.kept.add(task);
  }
}
