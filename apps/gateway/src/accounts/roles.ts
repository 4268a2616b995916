import { Rejection } from '@tidemark/domain';
import { Database } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { Kicks } from '../sockets/kicks';
import { sql } from './sql';

/** What somebody may do beside using Tidemark. What they were told in a token holds until they get the next one. */
@Injectable()
export class Roles {
  constructor(
    private readonly database: Database,
    private readonly kicks: Kicks,
  ) {}

  grant(userId: string, role: string): Promise<readonly string[]> {
    return this.change(sql.grantRole, userId, role);
  }

  /** Whoever loses a role gets the next token at once. */
  async revoke(userId: string, role: string): Promise<readonly string[]> {
    const roles = await this.change(sql.revokeRole, userId, role);
    this.kicks.send(userId);
    return roles;
  }

  private async change(statement: string, userId: string, role: string): Promise<readonly string[]> {
    const { rows } = await this.database.query<{ roles: readonly string[] }>(statement, [userId, role]);
    const [user] = rows;
    if (!user) throw new Rejection('user/not-found', `There is no account ${userId} here.`);
    return user.roles;
  }
}
