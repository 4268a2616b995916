import type { Route } from './contract';
import { Described, Email, Flag, Nullable, Optional, Text, Whole, Zone, type Shape } from './fields';
import { NoQueryDto } from './spoken';

/** Shorter ones are guessed. */
export const PASSWORD_LENGTH_MIN = 8;
/** Longer ones would only make the hash dearer. */
export const PASSWORD_LENGTH_MAX = 200;
const REFRESH_TOKEN_LENGTH_MAX = 128;

/** Who may call: anybody, anybody who may also show a token, or the owner of a token. */
export type Access = 'open' | 'welcome' | 'signed-in';

/** A call that concerns the account itself and not a stream of it. */
export interface AccountCall {
  readonly name: string;
  readonly summary: string;
  readonly route: Route;
  readonly access: Access;
  readonly body: Shape;
  readonly status: 200 | 201 | 204;
  readonly answer: Shape | null;
  readonly refusals: readonly string[];
  /** Answers 404 where an external issuer owns the accounts. */
  readonly local: boolean;
}

// ---- what may be said

/** A beginning without an account. */
export class GuestDto {
  @Optional() @Zone() timezone?: string;
}

/** What makes an account out of nobody, or out of a guest. */
export class RegisterDto {
  @Email() email!: string;
  @Text(PASSWORD_LENGTH_MIN, PASSWORD_LENGTH_MAX) password!: string;
}

/** What shows that an account is yours; any password may be tried, also one that could not be chosen. */
export class LoginDto {
  @Email() email!: string;
  @Text(1, PASSWORD_LENGTH_MAX) password!: string;
}

/** A refresh token, to be exchanged or to be ended. */
export class RefreshTokenDto {
  @Text(1, REFRESH_TOKEN_LENGTH_MAX) refreshToken!: string;
}

// ---- what is answered

/** What a client keeps after signing in. */
export class TokensShown {
  @Described({ type: 'string' }) userId!: string;
  @Described({ type: 'string', description: 'A JWT for the `Authorization: Bearer` header and the socket handshake.' })
  accessToken!: string;
  @Whole(1, Number.MAX_SAFE_INTEGER, 'Seconds until the access token runs out.') expiresIn!: number;
  @Described({ type: 'string', description: 'Good for one refresh; using an old one again ends the whole family.' })
  refreshToken!: string;
}

/** Who somebody is. */
export class AccountShown {
  @Described({ type: 'string' }) userId!: string;
  @Flag() guest!: boolean;
  @Optional() @Described({ type: 'string', format: 'email' }) email?: string;
  @Described({ type: 'array', items: { type: 'string' } }) roles!: string[];
}

/** Everything that is kept of a person. */
export class AccountExport {
  @Nullable() @Described({ type: 'object', description: 'The account as stored, without secrets.' }) account!:
    object | null;
  @Described({
    type: 'array',
    items: { type: 'object' },
    description: 'Every event, service by service, oldest first.',
  })
  events!: readonly object[];
}

// ---- how it is said

const post = (path: string): Route => ({ method: 'post', path });

/** Everything the outside may say to accounts. */
export const accountCalls = {
  guest: {
    name: 'account/guest',
    summary: 'Begin without signing up.',
    route: post('/api/auth/guest'),
    access: 'open',
    body: GuestDto,
    status: 201,
    answer: TokensShown,
    refusals: [],
    local: true,
  },
  register: {
    name: 'account/register',
    summary: "Sign up; with a guest's token the guest becomes the account and keeps everything.",
    route: post('/api/auth/register'),
    access: 'welcome',
    body: RegisterDto,
    status: 201,
    answer: TokensShown,
    refusals: ['account/email-taken', 'account/already-registered'],
    local: true,
  },
  login: {
    name: 'account/login',
    summary: 'Sign in.',
    route: post('/api/auth/login'),
    access: 'open',
    body: LoginDto,
    status: 200,
    answer: TokensShown,
    refusals: [],
    local: true,
  },
  refresh: {
    name: 'account/refresh',
    summary: 'Exchange a refresh token for fresh tokens.',
    route: post('/api/auth/refresh'),
    access: 'open',
    body: RefreshTokenDto,
    status: 200,
    answer: TokensShown,
    refusals: [],
    local: true,
  },
  logout: {
    name: 'account/logout',
    summary: 'End the family of a refresh token; asking twice is no error.',
    route: post('/api/auth/logout'),
    access: 'open',
    body: RefreshTokenDto,
    status: 204,
    answer: null,
    refusals: [],
    local: true,
  },
  me: {
    name: 'account/me',
    summary: 'Who the token belongs to.',
    route: { method: 'get', path: '/api/me' },
    access: 'signed-in',
    body: NoQueryDto,
    status: 200,
    answer: AccountShown,
    refusals: [],
    local: false,
  },
  export: {
    name: 'account/export',
    summary: 'All of your data as JSON.',
    route: { method: 'get', path: '/api/me/export' },
    access: 'signed-in',
    body: NoQueryDto,
    status: 200,
    answer: AccountExport,
    refusals: [],
    local: false,
  },
  erase: {
    name: 'account/erase',
    summary: 'Erase the account and everything in it.',
    route: { method: 'delete', path: '/api/me' },
    access: 'signed-in',
    body: NoQueryDto,
    status: 204,
    answer: null,
    refusals: [],
    local: false,
  },
} as const satisfies Record<string, AccountCall>;

/** The name of a call in `accountCalls`. */
export type AccountCallName = keyof typeof accountCalls;
