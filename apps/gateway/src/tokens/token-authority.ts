import { readFile } from 'node:fs/promises';
import type { GatewayConfig } from '../gateway.config';
import { TokenIssuer } from './token-issuer';
import { tokenKeysIn } from './token-keys';
import { externalRules, localRules, type TokenRules } from './token-rules';

/** Who signs access tokens: we ourselves, or the company's identity provider. */
export class TokenAuthority {
  private constructor(
    readonly rules: TokenRules,
    /** Nobody, where an external issuer signs. */
    readonly issuer: TokenIssuer | undefined,
  ) {}

  static async open(config: GatewayConfig): Promise<TokenAuthority> {
    if (config.hasLocalAccounts) {
      const keys = await tokenKeysIn(await readFile(config.tokenKeyFile, 'utf8'));
      return new TokenAuthority(localRules(keys), new TokenIssuer(keys[0]));
    }
    const { oidcIssuer: issuer, oidcAudience: audience, oidcJwksUrl: jwksUrl, oidcAlgorithm: algorithm } = config;
    return new TokenAuthority(externalRules({ issuer, audience, jwksUrl, algorithm }), undefined);
  }
}
