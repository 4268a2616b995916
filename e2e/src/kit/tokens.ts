import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { calculateJwkThumbprint, exportJWK, SignJWT, type JWTPayload } from 'jose';

/** What a story may put into a token beside or instead of the usual; `null` leaves a claim out. */
export interface TokenWishes {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  /** PEM; the stack's own unless said. */
  readonly key?: string;
}

const LIFETIME_SECONDS = 900;

/** Signs a token as the gateway does, with the stack's own key, so that stories choose what it says and how long it lives. */
export async function signedToken(keyFile: string, userId: string, wishes: TokenWishes = {}): Promise<string> {
  const ownKey = readFileSync(keyFile, 'utf8');
  const key = createPrivateKey(wishes.key ?? ownKey);
  const kid = await calculateJwkThumbprint(await exportJWK(createPublicKey(ownKey)));
  const now = Math.floor(Date.now() / 1_000);
  const usual = {
    iss: 'tidemark',
    aud: 'tidemark',
    sub: userId,
    iat: now,
    exp: now + LIFETIME_SECONDS,
    roles: ['user'],
  };
  const claims = Object.entries({ ...usual, ...wishes.claims }).filter(([, value]) => value !== null);
  return new SignJWT(Object.fromEntries(claims) as JWTPayload)
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid, ...wishes.header })
    .sign(key);
}

/** A token that is good for so many seconds. */
export function shortToken(keyFile: string, userId: string, seconds: number): Promise<string> {
  return signedToken(keyFile, userId, { claims: { exp: Math.floor(Date.now() / 1_000) + seconds } });
}
