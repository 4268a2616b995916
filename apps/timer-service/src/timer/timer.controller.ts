import {
  checked,
  CheckpointsQueryDto,
  NoQueryDto,
  type CommandEnvelope,
  type QueryEnvelope,
} from '@tidemark/contracts';
import { Rejection, type Timer, type TimerCommand, type TimerEvent } from '@tidemark/domain';
import { DatabaseClock } from '@tidemark/event-log';
import { commandSubject, querySubject, type BusContext } from '@tidemark/messaging';
import { LOGGER, StreamCommands, type Logger } from '@tidemark/service-kit';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { CheckpointQuery } from '../checkpoints/checkpoint.query';
import { KnownDays } from '../days/known-days';
import { Presence } from '../presence/presence';
import { TimerQuery } from './timer.query';
import { servedTimer, TimerHandler, type TimerContext } from './timer.stream';

/** What the bus may ask of timers. */
@Controller()
export class TimerController {
  private readonly commands: StreamCommands<Timer, TimerCommand, TimerEvent, TimerContext>;

  constructor(
    handler: TimerHandler,
    private readonly clock: DatabaseClock,
    private readonly presence: Presence,
    private readonly timers: TimerQuery,
    private readonly checkpoints: CheckpointQuery,
    days: KnownDays,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.commands = new StreamCommands(servedTimer(handler, days), logger);
  }

  @MessagePattern(commandSubject('timer'))
  async command(@Payload() envelope: CommandEnvelope, @Ctx() { caller }: BusContext): Promise<object> {
    try {
      return await this.commands.answer(envelope, caller);
    } finally {
      // Whoever presses a button is there, but was not for that reason there before.
      this.presence.saw(envelope.userId, this.clock.now());
    }
  }

  @MessagePattern(querySubject('timer'))
  async query(@Payload() { name, userId, data }: QueryEnvelope): Promise<object> {
    switch (name) {
      case 'timer/view':
        checked(NoQueryDto, data);
        return (await this.timers.standing(userId)).view;
      case 'timer/checkpoints':
        return this.checkpoints.page(userId, checked(CheckpointsQueryDto, data));
      default:
        throw new Rejection('query/not-found', 'There is no such question.');
    }
  }
}
