import {
  checked,
  ProgramQueryDto,
  ProgramWeekQueryDto,
  type CommandEnvelope,
  type QueryEnvelope,
} from '@tidemark/contracts';
import {
  programView,
  programWeekView,
  Rejection,
  type Program,
  type ProgramCommand,
  type ProgramEvent,
} from '@tidemark/domain';
import { commandSubject, querySubject, type BusContext } from '@tidemark/messaging';
import { LOGGER, StreamCommands, type Logger } from '@tidemark/service-kit';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { ProgramHandler, programStreamOf, servedProgram } from './program.stream';

/** What the bus may ask of programs. */
@Controller()
export class ProgramController {
  private readonly commands: StreamCommands<Program, ProgramCommand, ProgramEvent, { lastSeenAt: number }>;

  constructor(
    private readonly handler: ProgramHandler,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.commands = new StreamCommands(servedProgram(handler), logger);
  }

  @MessagePattern(commandSubject('program'))
  command(@Payload() envelope: CommandEnvelope, @Ctx() { caller }: BusContext): Promise<object> {
    return this.commands.answer(envelope, caller);
  }

  @MessagePattern(querySubject('program'))
  async query(@Payload() { name, userId, data }: QueryEnvelope): Promise<object> {
    switch (name) {
      case 'progress/program': {
        const { programId } = checked(ProgramQueryDto, data);
        const { state, position: revision } = await this.standing(userId, programId);
        return programView(state, { programId, revision });
      }
      case 'progress/week': {
        const { programId, week } = checked(ProgramWeekQueryDto, data);
        const { state, position: revision } = await this.standing(userId, programId);
        return programWeekView(state, week, { programId, revision });
      }
      default:
        throw new Rejection('query/not-found', 'There is no such question.');
    }
  }

  private standing(userId: string, programId: string) {
    return this.handler.current(userId, programStreamOf(userId, programId));
  }
}
