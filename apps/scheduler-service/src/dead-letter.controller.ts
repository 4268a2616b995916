import type { BusContext } from '@tidemark/messaging';
import {
  FactLetterBox,
  LOGGER,
  lettersTask,
  settleLetters,
  type LettersSettled,
  type Logger,
} from '@tidemark/service-kit';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';

/** What ops ask for when a fact was put aside. */
@Controller()
export class DeadLetterController {
  constructor(
    private readonly box: FactLetterBox,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @MessagePattern(lettersTask('scheduler'))
  settle(@Payload() wish: object, @Ctx() { caller }: BusContext): Promise<LettersSettled> {
    return settleLetters(this.box, wish, { caller, logger: this.logger });
  }
}
