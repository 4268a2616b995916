import { randomUUID } from 'node:crypto';
import {
  dayContract,
  type AccountShown,
  type GuestDto,
  type LoginDto,
  type RefreshTokenDto,
  type RegisterDto,
  type TokensShown,
} from '@tidemark/contracts';
import { Rejection } from '@tidemark/domain';
import { record, type Deed } from '@tidemark/service-kit';
import type { Pool } from 'pg';
import type { Backend } from '../calls/backend';
import type { Caller } from '../calls/caller';
import { AuthFailure } from '../tokens/auth-failure';
import { ACCESS_TOKEN_SECONDS, type TokenIssuer } from '../tokens/token-issuer';
import type { Passwords } from './passwords';
import type { Holder, RefreshTokens } from './refresh-tokens';
import { sql } from './sql';

const USUAL_ROLES = ['user'];
const UNIQUE_VIOLATION = '23505';

/** Local accounts: a guest at the first touch, an e-mail and a password when the person likes to stay [G3]. */
export class Accounts {
  constructor(
    private readonly pool: Pool,
    private readonly passwords: Passwords,
    private readonly issuer: TokenIssuer,
    private readonly refreshTokens: RefreshTokens,
    private readonly backend: Pick<Backend, 'command'>,
  ) {}

  async guest({ timezone }: GuestDto, caller: Caller): Promise<TokensShown> {
    const userId = randomUUID();
    // First of all, so that nobody begins with a zone that is refused.
    if (timezone !== undefined) await this.settle(timezone, { ...caller, userId });
    await this.pool.query(sql.addUser, [userId, null, null, true, USUAL_ROLES, timezone ?? null]);
    return this.begin({ userId, roles: USUAL_ROLES });
  }

  async register({ email, password }: RegisterDto, guestId: string | undefined): Promise<TokensShown> {
    const hash = await this.passwords.hash(password);
    const holder = await unlessTaken(guestId ? this.upgrade(guestId, email, hash) : this.add(email, hash));
    return this.begin(holder);
  }

  /** Whoever tries is in the audit, under which account and from where; an address that nobody has is not. */
  async login({ email, password }: LoginDto, address: string): Promise<TokensShown> {
    const { rows } = await this.pool.query<{ user_id: string; password_hash: string | null; roles: string[] }>(
      sql.userByEmail,
      [email],
    );
    const [user] = rows;
    const isRight = await this.passwords.matches(password, user?.password_hash ?? null);
    await record(this.pool, signIn(user?.user_id, address), isRight ? 'done' : 'refused');
    if (!user || !isRight) throw new AuthFailure('auth/invalid');
    return this.begin({ userId: user.user_id, roles: user.roles });
  }

  async refresh({ refreshToken: old }: RefreshTokenDto): Promise<TokensShown> {
    const { holder, refreshToken } = await this.refreshTokens.rotate(old);
    return this.tokens(holder, refreshToken);
  }

  async logout({ refreshToken }: RefreshTokenDto): Promise<void> {
    await this.refreshTokens.end(refreshToken);
  }

  async me(userId: string): Promise<AccountShown> {
    const { rows } = await this.pool.query<{ email: string | null; guest: boolean; roles: string[] }>(sql.userById, [
      userId,
    ]);
    const [user] = rows;
    if (!user) throw new AuthFailure('auth/invalid');
    return { userId, guest: user.guest, ...(user.email !== null && { email: user.email }), roles: user.roles };
  }

  private async settle(timezone: string, caller: Caller): Promise<void> {
    const input = { commandId: `guest-${caller.userId}`, at: undefined, data: { timezone } };
    await this.backend.command(dayContract.category, 'configuration/set', input, caller);
  }

  private async add(email: string, hash: string): Promise<Holder> {
    const userId = randomUUID();
    await this.pool.query(sql.addUser, [userId, email, hash, false, USUAL_ROLES, null]);
    return { userId, roles: USUAL_ROLES };
  }

  private async upgrade(userId: string, email: string, hash: string): Promise<Holder> {
    const { rows } = await this.pool.query<{ roles: string[] }>(sql.registerGuest, [userId, email, hash]);
    const [guest] = rows;
    if (!guest) throw new Rejection('account/already-registered', 'This account has an e-mail address already.');
    return { userId, roles: guest.roles };
  }

  private async begin(holder: Holder): Promise<TokensShown> {
    return this.tokens(holder, await this.refreshTokens.begin(holder.userId));
  }

  private async tokens({ userId, roles }: Holder, refreshToken: string): Promise<TokensShown> {
    const accessToken = await this.issuer.issue(userId, roles);
    return { userId, accessToken, expiresIn: ACCESS_TOKEN_SECONDS, refreshToken };
  }
}

function signIn(userId: string | undefined, address: string): Deed {
  const whose = userId ?? 'unknown';
  return { actor: `user/${whose}`, action: 'account/sign-in', subject: whose, userId, details: { address } };
}

async function unlessTaken(registration: Promise<Holder>): Promise<Holder> {
  try {
    return await registration;
  } catch (error) {
    if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
    throw new Rejection('account/email-taken', 'There is an account with this e-mail address already.');
  }
}
