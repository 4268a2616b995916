import { createHash } from 'node:crypto';
import { isKey } from '@tidemark/contracts';
import { SECOND, type Instant } from '@tidemark/domain';
import { decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';
import { LRUCache } from 'lru-cache';
import { AuthFailure } from './auth-failure';
import { Revocations } from './revocations';
import type { TokenRules } from './token-rules';

/** Who a token belongs to, and for how long. */
export interface Identity {
  readonly userId: string;
  readonly roles: readonly string[];
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
}

const TOKEN_LENGTH_MAX = 8_192;
const LIFETIME_MAX_SECONDS = 60 * 60;
/** Hosts that sign are not quite on time with hosts that verify. */
const ISSUED_AHEAD_MAX_SECONDS = 30;
const VERIFIED_MAX = 50_000;
const ROLES_MAX = 32;
/** Each of these lets a token name its own key or its own rules. */
const FORBIDDEN_HEADERS = ['crit', 'jku', 'x5u', 'jwk', 'x5c'];

/**
 * Believes a token only if everything about it is as agreed. A signature costs 0.1 ms and a storm of reconnecting
 * clients shows the same tokens again, so what was verified once is remembered by its hash until it runs out.
 */
export class TokenVerifier {
  private readonly verified = new LRUCache<string, Identity>({ max: VERIFIED_MAX });

  constructor(
    private readonly rules: TokenRules,
    private readonly revocations = new Revocations(),
    private readonly now: () => Instant = Date.now,
  ) {}

  async verify(token: unknown): Promise<Identity> {
    if (token === undefined || token === null || token === '') throw new AuthFailure('auth/missing');
    if (typeof token !== 'string' || token.length > TOKEN_LENGTH_MAX) throw new AuthFailure('auth/invalid');
    const hash = createHash('sha256').update(token).digest('base64');
    const known = this.verified.get(hash);
    const identity = known ?? (await this.read(token));
    this.recheck(identity);
    if (!known) this.verified.set(hash, identity);
    return identity;
  }

  /** Refuses somebody who was believed before and is not any more. */
  recheck(identity: Identity): void {
    if (identity.expiresAt <= this.now()) throw new AuthFailure('auth/expired');
    if (this.revocations.isRevoked(identity)) throw new AuthFailure('auth/invalid');
  }

  private async read(token: string): Promise<Identity> {
    const { algorithm, issuer, audience, types, leewaySeconds, keyOf } = this.rules;
    try {
      const header = decodeProtectedHeader(token);
      if (FORBIDDEN_HEADERS.some((name) => name in header)) throw new AuthFailure('auth/invalid');
      if (!types.includes(String(header.typ).toLowerCase())) throw new AuthFailure('auth/invalid');
      const { payload } = await jwtVerify(token, keyOf, {
        algorithms: [algorithm],
        issuer,
        audience,
        clockTolerance: leewaySeconds,
        requiredClaims: ['exp', 'iat', 'sub'],
        currentDate: new Date(this.now()),
      });
      return identityIn(payload, this.now(), leewaySeconds);
    } catch (error) {
      throw asFailure(error);
    }
  }
}

function identityIn({ sub, exp, iat, roles }: JWTPayload, now: Instant, leewaySeconds: number): Identity {
  const believable =
    isKey(sub) &&
    Number.isSafeInteger(exp) &&
    Number.isSafeInteger(iat) &&
    exp! > iat! &&
    exp! - iat! <= LIFETIME_MAX_SECONDS &&
    iat! <= now / SECOND + ISSUED_AHEAD_MAX_SECONDS;
  if (!believable) throw new AuthFailure('auth/invalid');
  return {
    userId: sub,
    roles: rolesIn(roles),
    issuedAt: iat! * SECOND,
    expiresAt: (exp! + leewaySeconds) * SECOND,
  };
}

function rolesIn(roles: unknown): readonly string[] {
  return Array.isArray(roles) ? roles.filter((role) => typeof role === 'string').slice(0, ROLES_MAX) : [];
}

function asFailure(error: unknown): Error {
  if (error instanceof AuthFailure) return error;
  if (error instanceof errors.JWTExpired) return new AuthFailure('auth/expired');
  // A token that is no token at all makes the decoder throw plain TypeErrors.
  if (error instanceof errors.JOSEError || error instanceof TypeError) return new AuthFailure('auth/invalid');
  return error as Error;
}
