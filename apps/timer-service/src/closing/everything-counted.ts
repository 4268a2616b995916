import { SECOND, type Instant } from '@tidemark/domain';
import { EventLog } from '@tidemark/event-log';
import { Database, LOGGER, type Logger } from '@tidemark/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { DayReactor } from '../days/day.reactor';
import { TIMERS_DUE_BY } from './sql';

/** A boundary does not wait longer than this for timers that should have ended before it. */
const WAIT_MAX_MS = 3 * SECOND;
const LOOK_EVERY_MS = 50;

/**
 * What ended before a boundary counts on the day before it, so the timers are let ring first and their days told. Asked
 * once for each boundary, however many batches it has.
 */
@Injectable()
export class EverythingCounted {
  private countedUpTo: Instant = 0;

  constructor(
    private readonly log: EventLog,
    private readonly database: Database,
    private readonly reactor: DayReactor,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async upTo(boundaryAt: Instant): Promise<void> {
    if (boundaryAt <= this.countedUpTo) return;
    const deadline = performance.now() + WAIT_MAX_MS;
    const isComplete = (await this.timersRang(boundaryAt, deadline)) && (await this.daysKnow(deadline));
    // A timer that does not ring must not hold up a million days; it is counted when it does.
    if (!isComplete) this.logger.warn({ boundaryAt }, 'A boundary could not wait for every timer.');
    this.countedUpTo = Math.max(this.countedUpTo, boundaryAt);
  }

  private async timersRang(boundaryAt: Instant, deadline: number): Promise<boolean> {
    while (performance.now() < deadline) {
      const { rows } = await this.database.query<{ isAny: boolean }>({
        name: 'timers-due-by',
        text: TIMERS_DUE_BY,
        values: [boundaryAt],
      });
      if (!rows[0]?.isAny) return true;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    return false;
  }

  private async daysKnow(deadline: number): Promise<boolean> {
    for (const [lane, position] of await this.log.positions()) {
      if (!(await this.reactor.reached(lane, position, Math.max(0, deadline - performance.now())))) return false;
    }
    return true;
  }
}
