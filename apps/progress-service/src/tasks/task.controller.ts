import { checked, Key, LocalDate, Optional } from '@tidemark/contracts';
import { Rejection } from '@tidemark/domain';
import { taskSubject, type BusContext } from '@tidemark/messaging';
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
import { DayBackfill, type Backfilled } from './day-backfill';
import { LedgerCheck, type LedgerChecked } from './ledger-check';

const AUDITORS: readonly string[] = ['ops', 'gateway', 'scheduler-service'];

class VerifyLedgerDto {
  @Optional() @Key() userId?: string;
  @Optional() @Key('The last user of the answer before.') after?: string;
  @Optional() @LocalDate() from?: string;
  @Optional() @LocalDate() to?: string;
}

class BackfillDto {
  @Key() userId!: string;
  @LocalDate() from!: string;
  @LocalDate() to!: string;
}

/** What other services and ops ask for. */
@Controller()
export class TaskController {
  constructor(
    private readonly ledger: LedgerCheck,
    private readonly backfill: DayBackfill,
    private readonly box: FactLetterBox,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @MessagePattern(taskSubject('verify-ledger'))
  verifyLedger(@Payload() asked: object, @Ctx() { caller }: BusContext): Promise<LedgerChecked> {
    refuseOthers(AUDITORS, caller);
    return this.ledger.run(checked(VerifyLedgerDto, asked));
  }

  @MessagePattern(taskSubject('backfill-days'))
  backfillDays(@Payload() asked: object, @Ctx() { caller }: BusContext): Promise<Backfilled> {
    refuseOthers(['ops'], caller);
    return this.backfill.run(checked(BackfillDto, asked));
  }

  @MessagePattern(lettersTask('progress'))
  settleLetters(@Payload() wish: object, @Ctx() { caller }: BusContext): Promise<LettersSettled> {
    return settleLetters(this.box, wish, { caller, logger: this.logger });
  }
}

function refuseOthers(allowed: readonly string[], caller: string): void {
  if (!allowed.includes(caller)) throw new Rejection('auth/forbidden', `${caller} may not do this.`);
}
