import { SignJWT } from 'jose';
import type { TokenKey } from './token-keys';

export const LOCAL_ISSUER = 'tidemark';
export const LOCAL_AUDIENCE = 'tidemark';
export const LOCAL_ALGORITHM = 'EdDSA';
export const ACCESS_TOKEN_TYPE = 'at+jwt';
export const ACCESS_TOKEN_SECONDS = 15 * 60;

/** Signs the access tokens of local accounts. */
export class TokenIssuer {
  constructor(private readonly key: TokenKey) {}

  issue(userId: string, roles: readonly string[]): Promise<string> {
    return new SignJWT({ roles })
      .setProtectedHeader({ alg: LOCAL_ALGORITHM, typ: ACCESS_TOKEN_TYPE, kid: this.key.id })
      .setIssuer(LOCAL_ISSUER)
      .setAudience(LOCAL_AUDIENCE)
      .setSubject(userId)
      .setIssuedAt()
      .setExpirationTime(`${ACCESS_TOKEN_SECONDS}s`)
      .sign(this.key.privateKey);
  }
}
