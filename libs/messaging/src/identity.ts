import { createHmac, timingSafeEqual } from 'node:crypto';
import { Rejection } from '@tidemark/domain';
import { LRUCache } from 'lru-cache';

/** So long a token is good; a copied one is worth little. */
export const TOKEN_LIFETIME_MS = 5 * 60_000;
/** A new one is made well before the old one ends. */
const RENEW_BEFORE_MS = 60_000;
/** A host whose clock is an hour wrong must not fall silent, so the clocks of two hosts may differ by this much. */
export const CLOCK_LEEWAY_MS = 2 * 60 * 60_000;
const TOKEN_LENGTH_MAX = 1_024;
const VERIFIED_TOKENS_MAX = 1_000;
const SECRET_BYTES_MIN = 32;

const AUDIENCE = 'tidemark-bus';
const HEADER = encoded({ alg: 'HS256', typ: 'JWT' });

interface Claims {
  readonly sub: string;
  readonly aud: string;
  readonly iat: number;
  readonly exp: number;
}

/** A key for a service that is not trusted with everybody's name: good for this one alone. */
export function keyOfService(service: string, secret: string): string {
  return createHmac('sha256', secret).update(service).digest('hex');
}

/**
 * Who is calling on the bus: each service signs its name with the secret that all of ours share, or with the key that
 * was made of it for this name.
 */
export class ServiceIdentity {
  private current = { token: '', renewAt: 0 };
  private readonly verified = new LRUCache<string, Claims>({ max: VERIFIED_TOKENS_MAX });

  constructor(
    readonly service: string,
    private readonly secret: string,
    private readonly now: () => number = Date.now,
  ) {
    if (Buffer.byteLength(secret) < SECRET_BYTES_MIN) {
      throw new Error(`The service secret must have at least ${SECRET_BYTES_MIN} bytes.`);
    }
  }

  /** A token that is good for some minutes yet; the same one until it must be renewed. */
  token(): string {
    if (this.now() >= this.current.renewAt) this.current = this.mint();
    return this.current.token;
  }

  /** The name of the service that signed this token, or `auth/forbidden`. */
  verify(token: string | undefined): string {
    const claims = token === undefined ? undefined : (this.verified.get(token) ?? this.read(token));
    if (!claims || !this.isCurrent(claims)) {
      throw new Rejection('auth/forbidden', 'The caller did not show who it is.');
    }
    return claims.sub;
  }

  private mint() {
    const now = this.now();
    const exp = now + TOKEN_LIFETIME_MS;
    const claims: Claims = { sub: this.service, aud: AUDIENCE, iat: seconds(now), exp: seconds(exp) };
    const signed = `${HEADER}.${encoded(claims)}`;
    return { token: `${signed}.${signatureOf(signed, this.secret)}`, renewAt: exp - RENEW_BEFORE_MS };
  }

  private read(token: string): Claims | undefined {
    if (token.length > TOKEN_LENGTH_MAX) return undefined;
    const [header, body, signature, ...rest] = token.split('.');
    // The header is compared as text: one algorithm, no choice for the caller.
    if (header !== HEADER || !body || !signature || rest.length > 0) return undefined;
    const claims = claimsIn(body);
    if (!isComplete(claims)) return undefined;
    // Until here nothing of it is believed; the name only says which key to try.
    const keys = [this.secret, keyOfService(claims.sub, this.secret)];
    if (!keys.some((key) => isSame(signature, signatureOf(`${header}.${body}`, key)))) return undefined;
    this.verified.set(token, claims);
    return claims;
  }

  private isCurrent({ iat, exp }: Claims): boolean {
    const now = this.now();
    return now < exp * 1_000 + CLOCK_LEEWAY_MS && now > iat * 1_000 - CLOCK_LEEWAY_MS;
  }
}

function signatureOf(signed: string, key: string): string {
  return createHmac('sha256', key).update(signed).digest('base64url');
}

function claimsIn(body: string): Partial<Claims> {
  try {
    return (JSON.parse(Buffer.from(body, 'base64url').toString()) ?? {}) as Partial<Claims>;
  } catch {
    return {};
  }
}

/** The secret's owners could sign anything; still, nothing lives longer than we ever make it. */
function isComplete(claims: Partial<Claims>): claims is Claims {
  const { sub, aud, iat, exp } = claims;
  const isTimed = typeof iat === 'number' && typeof exp === 'number' && (exp - iat) * 1_000 <= TOKEN_LIFETIME_MS;
  return typeof sub === 'string' && sub !== '' && aud === AUDIENCE && isTimed;
}

function isSame(given: string, expected: string): boolean {
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function seconds(instant: number): number {
  return Math.floor(instant / 1_000);
}
