import { MINUTE, SECOND, type Instant } from '@tidemark/domain';
import { CallFailed, post } from './http';
import { keep, recall } from './memory';

interface Tokens {
  readonly accessToken: string;
  readonly expiresIn: number;
  readonly refreshToken: string;
}

interface Access {
  readonly token: string;
  readonly renewAt: Instant;
}

/** A token is renewed this long before it runs out, for a tab in the background wakes once a minute only. */
const RENEW_BEFORE_MS = 2 * MINUTE;

/**
 * Who this browser is, for all of its tabs. The refresh token is good once: a tab that is closed between asking and
 * hearing the answer has lost the account. So the access token is kept beside it, and a reload asks for nothing.
 */
export class Account {
  private renewing: Promise<string> | undefined;

  get isKnown(): boolean {
    return recall('refreshToken') !== null;
  }

  /** Whether the live socket should be handed a new token soon. */
  get isRunningOut(): boolean {
    return this.freshToken() === null;
  }

  signInAsGuest(): Promise<string> {
    return this.inTurn(() => (this.isKnown ? this.refresh() : becomeGuest(namedZone())));
  }

  /** A token that is good for a while. */
  async token(): Promise<string> {
    return this.freshToken() ?? this.inTurn(() => this.refresh());
  }

  /** The server did not take the token, whatever our clock says. */
  distrust(): void {
    keep('access', null);
  }

  /** Another tab may have done the same while this one waited for its turn. */
  private inTurn(exchange: () => Promise<Tokens>): Promise<string> {
    this.renewing ??= oneTabAtATime(async () => this.freshToken() ?? this.remember(await exchange())).finally(
      () => (this.renewing = undefined),
    );
    return this.renewing;
  }

  private async refresh(): Promise<Tokens> {
    const refreshToken = recall<string>('refreshToken');
    if (refreshToken === null) throw new CallFailed('auth/missing', 'Nobody is signed in here.');
    try {
      return await post<Tokens>('/api/auth/refresh', { refreshToken });
    } catch (failure) {
      if (failure instanceof CallFailed && failure.isSignedOut) this.forget();
      throw failure;
    }
  }

  private freshToken(): string | null {
    const access = recall<Access>('access');
    return access !== null && Date.now() < access.renewAt ? access.token : null;
  }

  private remember({ accessToken, expiresIn, refreshToken }: Tokens): string {
    const lifetimeMs = expiresIn * SECOND;
    const renewAt = Date.now() + lifetimeMs - Math.min(RENEW_BEFORE_MS, lifetimeMs / 3);
    keep('access', { token: accessToken, renewAt } satisfies Access);
    keep('refreshToken', refreshToken);
    return accessToken;
  }

  private forget(): void {
    keep('refreshToken', null);
    keep('access', null);
  }
}

/** A browser may know zones that the server does not; its owner begins in UTC then, and may choose another one. */
async function becomeGuest(timezone: string | undefined): Promise<Tokens> {
  try {
    return await post<Tokens>('/api/auth/guest', { timezone });
  } catch (failure) {
    const isZoneUnknown = failure instanceof CallFailed && failure.code === 'request/invalid' && timezone !== undefined;
    if (isZoneUnknown) return post<Tokens>('/api/auth/guest', {});
    throw failure;
  }
}

/** Web Locks exist on secure origins only; elsewhere two tabs must be unlucky to the millisecond. */
function oneTabAtATime<Result>(work: () => Promise<Result>): Promise<Result> {
  return 'locks' in navigator ? navigator.locks.request('tidemark.account', work) : work();
}

/** The zone of this browser, where it has a name that means the same everywhere. */
export function namedZone(): string | undefined {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone === 'UTC' || zone.includes('/') ? zone : undefined;
}
