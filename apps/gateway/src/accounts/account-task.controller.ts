import { checked, Key, OneOf } from '@tidemark/contracts';
import { Rejection } from '@tidemark/domain';
import { taskSubject, type BusContext } from '@tidemark/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { Roles } from './roles';

class SetRoleDto {
  @Key() userId!: string;
  @OneOf(['ops', 'ops-admin']) role!: string;
  @OneOf(['grant', 'revoke']) action!: 'grant' | 'revoke';
}

/** What ops ask about the accounts of people; they keep in the audit that they did. */
@Controller()
export class AccountTaskController {
  constructor(private readonly roles: Roles) {}

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
