import { checked, LocalTimeOfReset, Text, Zone } from '@tidemark/contracts';
import { clockTimeOf, Rejection, type ResetTime } from '@tidemark/domain';
import { taskSubject, type BusContext } from '@tidemark/messaging';
import { LOGGER, type Logger } from '@tidemark/service-kit';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { ResetRun } from './reset-run';
import { ResetTasks } from './reset-tasks';

const REASON_LENGTH_MAX = 500;
const CALLERS: readonly string[] = ['ops', 'gateway'];

class RunResetsDto {
  @Zone() timezone!: string;
  @LocalTimeOfReset() resetTime!: ResetTime;
  @Text(1, REASON_LENGTH_MAX) reason!: string;
}

/** What was overdue when it was asked for. */
export interface ResetsRun {
  readonly boundaries: number;
  readonly users: number;
}

/** What ops ask for. */
@Controller()
export class ResetController {
  constructor(
    private readonly tasks: ResetTasks,
    private readonly resets: ResetRun,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The same as the sweep does for everybody, for one zone and time, and now; a day is closed once all the same. */
  @MessagePattern(taskSubject('run-resets'))
  async run(@Payload() wish: object, @Ctx() { caller }: BusContext): Promise<ResetsRun> {
    if (!CALLERS.includes(caller)) throw new Rejection('auth/forbidden', `${caller} may not do this.`);
    const { timezone, resetTime, reason } = checked(RunResetsDto, wish);
    const overdue = (await this.tasks.dueWithin(0)).filter((bucket) => {
      return bucket.timezone === timezone && bucket.resetTime === clockTimeOf(resetTime);
    });
    this.logger.warn({ timezone, resetTime, reason, caller }, 'Overdue resets were asked for.');
    let users = 0;
    for (const bucket of overdue) users += await this.resets.run(bucket);
    return { boundaries: overdue.length, users };
  }
}
