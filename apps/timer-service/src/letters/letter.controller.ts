import type { BusContext } from '@tidemark/messaging';
import {
  LOGGER,
  lettersTask,
  ProjectionLetterBox,
  settleLetters,
  type LettersSettled,
  type Logger,
} from '@tidemark/service-kit';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';

/** What ops ask for when something was put aside. */
@Controller()
export class LetterController {
  constructor(
    private readonly box: ProjectionLetterBox,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @MessagePattern(lettersTask('timer'))
  settle(@Payload() wish: object, @Ctx() { caller }: BusContext): Promise<LettersSettled> {
    return settleLetters(this.box, wish, { caller, logger: this.logger });
  }
}
