import {
  checked,
  NoQueryDto,
  UpcomingResetsQueryDto,
  type CommandEnvelope,
  type QueryEnvelope,
  type UpcomingResetsShown,
} from '@tidemark/contracts';
import { Rejection, upcomingResets, type Day, type DayEvent, type DayWish } from '@tidemark/domain';
import { commandSubject, querySubject, type BusContext } from '@tidemark/messaging';
import { LOGGER, StreamCommands, type Logger } from '@tidemark/service-kit';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { TimerQuery } from '../timer/timer.query';
import { DayQuery, dayShown } from './day.query';
import { DayHandler, servedDay } from './day.stream';
import { Zones } from './zones';

const UPCOMING_USUAL = 10;

/** What the bus may ask of days. */
@Controller()
export class DayController {
  private readonly commands: StreamCommands<Day, DayWish, DayEvent, { lastSeenAt: number }>;

  constructor(
    handler: DayHandler,
    private readonly timers: TimerQuery,
    private readonly days: DayQuery,
    private readonly zones: Zones,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.commands = new StreamCommands(servedDay(handler), logger);
  }

  @MessagePattern(commandSubject('day'))
  async command(@Payload() envelope: CommandEnvelope, @Ctx() { caller }: BusContext): Promise<object> {
    const { userId, data } = envelope;
    await this.zones.check(data);
    // What was completed before is counted before, so that setting the count back sets all of it back.
    await this.days.counted(userId, await this.timers.standing(userId));
    return this.commands.answer(envelope, caller);
  }

  @MessagePattern(querySubject('day'))
  async query(@Payload() { name, userId, data }: QueryEnvelope): Promise<object> {
    const standing = await this.days.standing(userId);
    switch (name) {
      case 'configuration/view':
        checked(NoQueryDto, data);
        return dayShown(standing).configuration;
      case 'session-count/view':
        checked(NoQueryDto, data);
        return dayShown(standing).sessionCount;
      case 'configuration/upcoming-resets': {
        const { n = UPCOMING_USUAL } = checked(UpcomingResetsQueryDto, data);
        const items = upcomingResets(standing.day, standing.now, n);
        return { items: [...items] } satisfies UpcomingResetsShown;
      }
      default:
        throw new Rejection('query/not-found', 'There is no such question.');
    }
  }
}
