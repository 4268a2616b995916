import { checked, Optional, Whole, type QueryEnvelope } from '@tidemark/contracts';
import { Rejection } from '@tidemark/domain';
import { querySubject, type BusContext } from '@tidemark/messaging';
import { eraseAsked, eraseTask, EventExport } from '@tidemark/service-kit';
import { Controller } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { Erasure } from './erasure';

/** The one service that asks in the name of a person for the whole of their data. */
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

  @MessagePattern(eraseTask('timer'))
  async erase(@Payload() wish: object, @Ctx() { caller }: BusContext): Promise<object> {
    await this.erasure.erase(eraseAsked(wish, caller));
    return {};
  }

  @MessagePattern(querySubject('account'))
  query(@Payload() { name, userId, data }: QueryEnvelope, @Ctx() { caller }: BusContext): Promise<object> {
    if (caller !== ACCOUNT_DESK) throw new Rejection('auth/forbidden', `${caller} may not do this.`);
    if (name !== 'account/export') throw new Rejection('query/not-found', 'There is no such question.');
    return this.exports.page(userId, checked(ExportDto, data).after ?? 0);
  }
}
