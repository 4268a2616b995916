import { toIso } from '@tidemark/domain';
import type { AccountExport } from '@tidemark/contracts';
import type { Pool } from 'pg';
import type { Backend } from '../calls/backend';
import type { Caller } from '../calls/caller';
import type { Kicks } from '../sockets/kicks';
import { sql } from './sql';

interface UserRow {
  readonly user_id: string;
  readonly email: string | null;
  readonly guest: boolean;
  readonly roles: readonly string[];
  readonly timezone: string | null;
  readonly created_at: Date;
}

/** What a person may ask of us about themselves: everything, or nothing more. */
export class PersonalData {
  constructor(
    private readonly pool: Pool,
    private readonly backend: Backend,
    private readonly kicks: Kicks,
  ) {}

  async export(caller: Caller): Promise<AccountExport> {
    const [{ rows }, events] = await Promise.all([
      this.pool.query<UserRow>(sql.userById, [caller.userId]),
      this.backend.exportEvents(caller),
    ]);
    return { account: rows[0] ? accountShown(rows[0]) : null, events };
  }

  /**
   * The devices are sent away first, so that none writes behind the back of the erasure, and once more at the end for
   * those who came in between. Every step may be repeated after a failure.
   */
  async erase(caller: Caller): Promise<void> {
    this.kicks.send(caller.userId);
    await this.backend.eraseAccount(caller);
    await this.pool.query(sql.eraseUser, [caller.userId]);
    await this.pool.query(sql.revokeOfUser, [caller.userId]);
    this.kicks.send(caller.userId);
  }
}

function accountShown({ user_id, email, guest, roles, timezone, created_at }: UserRow): object {
  return { userId: user_id, email, guest, roles, timezone, createdAt: toIso(created_at.getTime()) };
}
