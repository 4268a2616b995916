import type { KeyObject } from 'node:crypto';
import { Unavailable } from '@tidemark/domain';
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import type { TokenKey } from './token-keys';
import { ACCESS_TOKEN_TYPE, LOCAL_ALGORITHM, LOCAL_AUDIENCE, LOCAL_ISSUER } from './token-issuer';

const FOREIGN_LEEWAY_SECONDS = 30;
const JWKS_TIMEOUT_MS = 5_000;

/** What a token must say to be believed. */
export interface TokenRules {
  readonly algorithm: string;
  readonly issuer: string;
  readonly audience: string;
  readonly types: readonly string[];
  /** How far the issuer's clock may be from ours. */
  readonly leewaySeconds: number;
  readonly keyOf: JWTVerifyGetKey;
}

/** Tokens that we signed ourselves. */
export function localRules(keys: readonly TokenKey[]): TokenRules {
  const byId = new Map<string, KeyObject>(keys.map(({ id, publicKey }) => [id, publicKey]));
  return {
    algorithm: LOCAL_ALGORITHM,
    issuer: LOCAL_ISSUER,
    audience: LOCAL_AUDIENCE,
    types: [ACCESS_TOKEN_TYPE],
    leewaySeconds: 0,
    keyOf: ({ kid }) => {
      const key = kid === undefined ? undefined : byId.get(kid);
      if (!key) throw new errors.JWKSNoMatchingKey();
      return key;
    },
  };
}

export interface ExternalIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  readonly algorithm: string;
}

/** Tokens of the company's own identity provider. Many of those name the type of access tokens plain `JWT`. */
export function externalRules({ issuer, audience, jwksUrl, algorithm }: ExternalIssuer): TokenRules {
  return {
    algorithm,
    issuer,
    audience,
    types: [ACCESS_TOKEN_TYPE, 'jwt'],
    leewaySeconds: FOREIGN_LEEWAY_SECONDS,
    keyOf: remoteKeys(jwksUrl),
  };
}

/** An issuer that does not answer says nothing about the token: the caller may try again. */
function remoteKeys(jwksUrl: string): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: JWKS_TIMEOUT_MS });
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      const isAboutTheToken =
        error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
      throw isAboutTheToken ? error : new Unavailable('The token issuer', { cause: error });
    }
  };
}
