import { checked, Optional, Whole, type CommandEnvelope, type QueryEnvelope } from '@tidemark/contracts';
import { Rejection } from '@tidemark/domain';
import { commandSubject, querySubject, type BusContext } from '@tidemark/messaging';
import { EventExport } from '@tidemark/service-kit';
import { Controller } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { Erasure } from './erasure';

/** The one service that acts in the name of a person about the whole of their data. */
const ACCOUNT_DESK = 'gateway';

class ExportDto {
  @Optional() @Whole(0, Number.MAX_SAFE_INTEGER) after?: number;
}

/** What the bus may ask about all that is kept of a person. */
@Controller()
export class AccountController {
  constructor(
    private readonly erasure: Erasure,
    private readonly exports: EventExport,
  ) {}

  @MessagePattern(commandSubject('account'))
  async command(@Payload() { name, userId }: CommandEnvelope, @Ctx() { caller }: BusContext): Promise<object> {
    refuseOthers(caller);
    if (name !== 'account/erase') throw new Rejection('command/not-found', 'There is no such command.');
    await this.erasure.erase(userId);
    return {};
  }

  @MessagePattern(querySubject('account'))
  query(@Payload() { name, userId, data }: QueryEnvelope, @Ctx() { caller }: BusContext): Promise<object> {
    refuseOthers(caller);
    if (name !== 'account/export') throw new Rejection('query/not-found', 'There is no such question.');
    return this.exports.page(userId, checked(ExportDto, data).after ?? 0);
  }
}

function refuseOthers(caller: string): void {
  if (caller !== ACCOUNT_DESK) throw new Rejection('auth/forbidden', `${caller} may not do this.`);
}
