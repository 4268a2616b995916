import { checked, Key, OneOf, Text } from '@tidemark/contracts';
import { Rejection } from '@tidemark/domain';
import { RethrowFilter, taskSubject, type BusContext } from '@tidemark/messaging';
import { Controller, UseFilters } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { Erasures } from './erasures';
import { Roles } from './roles';

const ACTOR_LENGTH_MAX = 200;
const REASON_LENGTH_MAX = 500;

class SetRoleDto {
  @Key() userId!: string;
  @OneOf(['ops', 'ops-admin']) role!: string;
  @OneOf(['grant', 'revoke']) action!: 'grant' | 'revoke';
}

class EraseDto {
  @Key() userId!: string;
  @Text(1, ACTOR_LENGTH_MAX) operator!: string;
  @Text(1, REASON_LENGTH_MAX) reason!: string;
}

/** What ops ask about the accounts of people; the audit says that they did. */
@Controller()
@UseFilters(RethrowFilter)
export class AccountTaskController {
  constructor(
    private readonly roles: Roles,
    private readonly erasures: Erasures,
  ) {}

  @MessagePattern(taskSubject('erase-user'))
  async erase(@Payload() asked: object, @Ctx() { caller }: BusContext): Promise<{ isErased: boolean }> {
    refuseOthers(caller);
    const { userId, operator, reason } = checked(EraseDto, asked);
    return this.erasures.erase({ userId, actor: `operator/${operator}`, reason });
  }

  @MessagePattern(taskSubject('set-role'))
  async setRole(@Payload() asked: object, @Ctx() { caller }: BusContext): Promise<object> {
    refuseOthers(caller);
    const { action, userId, role } = checked(SetRoleDto, asked);
    return { roles: await this.roles[action](userId, role) };
  }
}

function refuseOthers(caller: string): void {
  if (caller !== 'ops') throw new Rejection('auth/forbidden', `${caller} may not do this.`);
}
