import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { record, type Deed } from '@tidemark/service-kit';
import type { Pool } from 'pg';
import { AuthFailure } from '../tokens/auth-failure';
import { sql } from './sql';

const TOKEN_BYTES = 32;
const LIFETIME_SECONDS = 60 * 24 * 60 * 60;

/** Who the account of a token is. */
export interface Holder {
  readonly userId: string;
  readonly roles: readonly string[];
}

interface KnownToken {
  readonly family_id: string;
  readonly user_id: string;
  readonly has_expired: boolean;
  readonly was_used: boolean;
}

/**
 * Long-lived tokens that are good once. Only their hashes are stored. Whoever shows one that was used before ends the
 * whole family: one of the two who have it must be a thief.
 */
export class RefreshTokens {
  constructor(private readonly pool: Pool) {}

  async begin(userId: string): Promise<string> {
    const token = newToken();
    await this.pool.query(sql.beginFamily, [hashOf(token), randomUUID(), userId, LIFETIME_SECONDS]);
    return token;
  }

  async rotate(token: string): Promise<{ holder: Holder; refreshToken: string }> {
    const refreshToken = newToken();
    const { rows } = await this.pool.query<{ user_id: string; roles: string[] }>(sql.rotate, [
      hashOf(token),
      hashOf(refreshToken),
      LIFETIME_SECONDS,
    ]);
    const [user] = rows;
    if (user) return { holder: { userId: user.user_id, roles: user.roles }, refreshToken };
    const known = await this.end(token);
    if (known?.was_used) await record(this.pool, reuseOf(known), 'refused');
    throw new AuthFailure(known?.has_expired ? 'auth/expired' : 'auth/invalid');
  }

  /** Ends the family of a token, if anybody knows it; says what became of the token itself. */
  async end(token: string): Promise<KnownToken | undefined> {
    const { rows } = await this.pool.query<KnownToken>(sql.lockToken, [hashOf(token)]);
    const [known] = rows;
    if (known) await this.pool.query(sql.revokeFamily, [known.family_id]);
    return known;
  }
}

function reuseOf({ user_id: userId }: KnownToken): Deed {
  return { actor: `user/${userId}`, action: 'account/token-reuse', subject: userId, userId };
}

function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
