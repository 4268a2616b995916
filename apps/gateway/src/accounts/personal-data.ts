import { toIso } from '@tidemark/domain';
import type { AccountExport } from '@tidemark/contracts';
import type { Pool } from 'pg';
import type { Backend } from '../calls/backend';
import type { Caller } from '../calls/caller';
import type { Erasures } from './erasures';
import { sql } from './sql';

const THEIR_OWN_WISH = 'their own wish';

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
    private readonly erasures: Erasures,
  ) {}

  async export(caller: Caller): Promise<AccountExport> {
    const [{ rows }, events] = await Promise.all([
      this.pool.query<UserRow>(sql.userById, [caller.userId]),
      this.backend.exportEvents(caller),
    ]);
    return { account: rows[0] ? accountShown(rows[0]) : null, events };
  }

  async erase({ userId }: Caller): Promise<void> {
    await this.erasures.erase({ userId, actor: `user/${userId}`, reason: THEIR_OWN_WISH });
  }
}

function accountShown({ user_id, email, guest, roles, timezone, created_at }: UserRow): object {
  return { userId: user_id, email, guest, roles, timezone, createdAt: toIso(created_at.getTime()) };
}
