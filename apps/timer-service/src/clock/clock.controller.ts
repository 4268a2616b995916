import { checked, SessionQueryDto, type CommandEnvelope, type QueryEnvelope } from '@tidemark/contracts';
import { fromIso, Rejection, type ClockCommand, type ClockEvent, type Theme, type WorkClock } from '@tidemark/domain';
import { commandSubject, querySubject, type BusContext } from '@tidemark/messaging';
import { LOGGER, StreamCommands, type Logger } from '@tidemark/service-kit';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { DayHandler } from '../days/day.stream';
import { dayStreamOf, KnownDays } from '../days/known-days';
import { ClockQuery } from './clock.query';
import { ClockHandler, servedClock, type ClockContext } from './clock.stream';

/** What the bus may ask of work clocks. */
@Controller()
export class ClockController {
  private readonly commands: StreamCommands<WorkClock, ClockCommand, ClockEvent, ClockContext>;

  constructor(
    handler: ClockHandler,
    days: KnownDays,
    private readonly settings: DayHandler,
    private readonly clocks: ClockQuery,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.commands = new StreamCommands(servedClock(handler, days), logger);
  }

  @MessagePattern(commandSubject('clock'))
  async command(@Payload() envelope: CommandEnvelope, @Ctx() { caller }: BusContext): Promise<object> {
    const answer = await this.commands.answer(envelope, caller);
    const { currentTheme } = envelope.data as { readonly currentTheme?: Theme };
    if (currentTheme === undefined) return answer;
    await this.chooseTheme(envelope, currentTheme);
    return { ...answer, currentTheme };
  }

  @MessagePattern(querySubject('clock'))
  async query(@Payload() { name, userId, data }: QueryEnvelope): Promise<object> {
    if (name !== 'session/view') throw new Rejection('query/not-found', 'There is no such question.');
    const { date } = checked(SessionQueryDto, data);
    return (await this.clocks.standing(userId, date)).view;
  }

  /** The theme is a setting like any other, and follows its owner to every device [C6]. */
  private async chooseTheme({ userId, commandId, at, deviceId, correlationId }: CommandEnvelope, theme: Theme) {
    const order = {
      userId,
      streamId: dayStreamOf(userId),
      commandId: `${commandId}-theme`,
      hash: theme,
      at: at === undefined ? undefined : fromIso(at),
      deviceId,
      correlationId,
    };
    await this.settings.handle(order, 'ChangeSettings', ({ at, receivedAt }) => {
      return { type: 'ChangeSettings', at, receivedAt, deviceId: deviceId ?? null, changes: { theme } };
    });
  }
}
