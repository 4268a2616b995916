import { createHash, randomBytes, randomUUID } from 'node:crypto';
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
    const hasExpired = await this.end(token);
    throw new AuthFailure(hasExpired ? 'auth/expired' : 'auth/invalid');
  }

  /** Ends the family of a token; says whether the token had merely run out. */
  async end(token: string): Promise<boolean> {
    const { rows } = await this.pool.query<{ family_id: string; has_expired: boolean }>(sql.lockToken, [hashOf(token)]);
    const [known] = rows;
    if (!known) return false;
    await this.pool.query(sql.revokeFamily, [known.family_id]);
    return known.has_expired;
  }
}

function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
