import { BaseConfig, Env } from '@tidemark/service-kit';
import { IsIn, IsInt, IsString, Matches, Max, Min, MinLength, ValidateIf } from 'class-validator';

const PORT_MAX = 65_535;
const PROXIES_MAX = 10;
const LIMIT_MAX = 1_000_000;
const BODY_BYTES_MAX = 16 * 2 ** 20;
const ORIGINS = /^(https?:\/\/[^\s,/]+(,https?:\/\/[^\s,/]+)*)?$/;
const FOREIGN_ALGORITHMS = ['EdDSA', 'RS256', 'PS256', 'ES256'];

const local = ({ oidcIssuer }: GatewayConfig) => oidcIssuer === '';
const external = ({ oidcIssuer }: GatewayConfig) => oidcIssuer !== '';

/** A number that limits something, from one upwards. */
const Limit = (name: string, description: string, usual: number, max = LIMIT_MAX): PropertyDecorator => {
  const rules = [Env(name, { description, default: String(usual) }), IsInt(), Min(1), Max(max)];
  return (target, property) => rules.forEach((rule) => rule(target, property));
};

export class GatewayConfig extends BaseConfig {
  @Env('TIDEMARK_HOST', { description: 'The address on which the gateway listens.', default: '127.0.0.1' })
  @IsString()
  host!: string;

  @Env('TIDEMARK_PORT', { description: 'The port of HTTP and sockets; 0 takes any free one.', default: '4280' })
  @IsInt()
  @Min(0)
  @Max(PORT_MAX)
  port!: number;

  @Env('TIDEMARK_ALLOWED_ORIGINS', {
    description:
      'Other origins whose pages may call, separated by commas: https://app.example.com. Our own always may.',
    default: '',
  })
  @Matches(ORIGINS, { message: 'allowedOrigins must be origins such as https://app.example.com, separated by commas' })
  allowedOrigins!: string;

  @Env('TIDEMARK_TRUSTED_PROXIES', {
    description: 'How many proxies stand before the gateway and add to X-Forwarded-For.',
    default: '0',
  })
  @IsInt()
  @Min(0)
  @Max(PROXIES_MAX)
  trustedProxies!: number;

  @Env('TIDEMARK_TOKEN_KEY_FILE', {
    description: 'PEM file with Ed25519 keys: the first signs access tokens, the others are still believed.',
    default: '',
  })
  @ValidateIf(local)
  @MinLength(1, { message: 'tokenKeyFile is missing: local accounts need a key to sign with' })
  tokenKeyFile!: string;

  @Env('TIDEMARK_OIDC_ISSUER', {
    description: 'The `iss` of an external OpenID issuer; with it the local account routes are gone.',
    default: '',
  })
  @IsString()
  oidcIssuer!: string;

  @Env('TIDEMARK_OIDC_AUDIENCE', { description: 'The `aud` that tokens of the external issuer name.', default: '' })
  @ValidateIf(external)
  @MinLength(1, { message: 'oidcAudience is missing: an external issuer needs it' })
  oidcAudience!: string;

  @Env('TIDEMARK_OIDC_JWKS_URL', { description: 'Where the external issuer publishes its keys.', default: '' })
  @ValidateIf(external)
  @Matches(/^https?:\/\//, { message: 'oidcJwksUrl must begin with https:// or http://' })
  oidcJwksUrl!: string;

  @Env('TIDEMARK_OIDC_ALGORITHM', {
    description: 'The one algorithm the external issuer signs with.',
    default: 'RS256',
  })
  @IsIn(FOREIGN_ALGORITHMS)
  oidcAlgorithm!: string;

  @Env('TIDEMARK_WEB_DIR', {
    description: 'Folder of the built web page, where it is not beside the gateway.',
    default: '',
  })
  @IsString()
  webDir!: string;

  @Limit(
    'TIDEMARK_BODY_BYTES_MAX',
    'The largest body of a request; a few calls state another size.',
    65_536,
    BODY_BYTES_MAX,
  )
  bodyBytesMax!: number;

  @Limit(
    'TIDEMARK_REQUESTS_PER_SECOND',
    'Requests and socket events of one user a second, in the long run; five times as many for GET.',
    20,
  )
  requestsPerSecond!: number;

  @Limit('TIDEMARK_REQUESTS_BURST', 'Requests and socket events of one user at once.', 40)
  requestsBurst!: number;

  @Limit('TIDEMARK_LOGINS_PER_MINUTE', 'Passwords tried a minute for one account from one address.', 5)
  loginsPerMinute!: number;

  @Limit('TIDEMARK_ACCOUNT_CALLS_PER_SECOND', 'Guests made, sign-ins and refreshes of one address a second.', 30)
  accountCallsPerSecond!: number;

  @Limit('TIDEMARK_SOCKETS_PER_ADDRESS', 'Sockets of one address.', 2_000)
  socketsPerAddress!: number;

  @Limit('TIDEMARK_SOCKETS_PER_USER', 'Sockets of one user on one gateway.', 12)
  socketsPerUser!: number;

  get origins(): readonly string[] {
    return this.allowedOrigins === '' ? [] : this.allowedOrigins.split(',');
  }

  get hasLocalAccounts(): boolean {
    return local(this);
  }
}
