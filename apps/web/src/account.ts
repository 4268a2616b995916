import { MINUTE, SECOND, type Instant } from '@tidemark/domain';
import { CallFailed, post } from './http';
import { keep, recall } from './memory';

interface Tokens {
  readonly accessToken: string;
  readonly expiresIn: number;
  readonly refreshToken: string;
}

/** A token is renewed this long before it runs out; a tab in the background wakes once a minute only. */
const RENEW_BEFORE_MS = 2 * MINUTE;

/**
 * Who this browser is. The refresh token is kept for all of its tabs and is good once, so they take turns;
 * the access token lives in the memory of one tab.
 */
export class Account {
  private access: { readonly token: string; readonly runsOutAt: Instant } | null = null;
  private renewing: Promise<string> | undefined;

  get isKnown(): boolean {
    return recall('refreshToken') !== null;
  }

  /** Whether the live socket should be handed a new token soon. */
  get isRunningOut(): boolean {
    return this.access === null || Date.now() > this.access.runsOutAt - RENEW_BEFORE_MS;
  }

  signInAsGuest(): Promise<string> {
    const timezone = namedZone();
    return this.inTurn(() => (this.isKnown ? this.refresh() : post<Tokens>('/api/auth/guest', { timezone })));
  }

  /** A token that is good for a while. */
  async token(): Promise<string> {
    return this.access !== null && !this.isRunningOut ? this.access.token : this.inTurn(() => this.refresh());
  }

  /** The server did not take the token, whatever our clock says. */
  distrust(): void {
    this.access = null;
  }

  private inTurn(exchange: () => Promise<Tokens>): Promise<string> {
    this.renewing ??= oneTabAtATime(exchange)
      .then((tokens) => this.remember(tokens))
      .finally(() => (this.renewing = undefined));
    return this.renewing;
  }

  private async refresh(): Promise<Tokens> {
    const refreshToken = recall('refreshToken');
    if (refreshToken === null) throw new CallFailed('auth/missing', 'Nobody is signed in here.');
    try {
      return await post<Tokens>('/api/auth/refresh', { refreshToken });
    } catch (failure) {
      if (failure instanceof CallFailed && failure.isSignedOut) keep('refreshToken', null);
      throw failure;
    }
  }

  private remember({ accessToken, expiresIn, refreshToken }: Tokens): string {
    keep('refreshToken', refreshToken);
    this.access = { token: accessToken, runsOutAt: Date.now() + expiresIn * SECOND };
    return accessToken;
  }
}

/** Web Locks exist on secure origins only; elsewhere two tabs must be unlucky to the millisecond. */
function oneTabAtATime<Result>(work: () => Promise<Result>): Promise<Result> {
  return 'locks' in navigator ? navigator.locks.request('tidemark.refreshToken', work) : work();
}

/** The zone of this browser, where it has a name that means the same everywhere. */
export function namedZone(): string | undefined {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone === 'UTC' || zone.includes('/') ? zone : undefined;
}
