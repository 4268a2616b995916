import { MINUTE, SECOND, type Instant } from '@tidemark/domain';
import type { Storage } from '../storage/storage';
import type { Locks } from '../tabs/locks';
import { signedOut, unreachable, verdictOn, type Answer } from './answer';
import type { DeviceClock } from './device-clock';
import type { Transport } from './transport';

/** Who is signed in on this device, as it is kept. Without tokens the server has ended it, and the work stays. */
interface Kept {
  readonly userId: string;
  readonly accessToken: string | null;
  /** By the clock of the device. */
  readonly renewAt: Instant;
  readonly refreshToken: string | null;
}

interface Tokens {
  readonly userId: string;
  readonly accessToken: string;
  readonly expiresIn: number;
  readonly refreshToken: string;
}

/** How an account is begun or found again. */
export type SignIn =
  | { readonly as: 'guest'; readonly timezone?: string }
  | { readonly as: 'member'; readonly email: string; readonly password: string }
  | { readonly as: 'new-member'; readonly email: string; readonly password: string }
  /** Whoever the tokens of `accessToken` speak of. */
  | { readonly as: 'external' };

/**
 * The access token of an issuer that has the accounts, or null where nobody is signed in there; it is told the one that
 * the server did not take, to get another one then. Where it rejects, the issuer cannot be reached.
 */
export type AccessToken = (refused: string | null) => Promise<string | null>;

/** A token is renewed this long before it runs out, for a tab in the background wakes once a minute only. */
const RENEW_BEFORE_MS = 2 * MINUTE;
/** An issuer elsewhere is asked again after this long, in case its token is another one by then. */
const EXTERNAL_SECONDS = 60;
const KEY = 'signed-in';
const LOCK = 'tidemark.account';

/** What the account needs around it. */
export interface AccountParts {
  readonly storage: Storage;
  readonly locks: Locks;
  readonly clock: DeviceClock;
  readonly transport: Pick<Transport, 'call'>;
  readonly accessToken: AccessToken | null;
  /** Somebody else is signed in here now, or nobody. */
  changed(): void;
}

/**
 * Who this browser is, for all of its tabs. A refresh token is good once, so they renew it one at a time, and what one
 * of them got is there for the others.
 */
export class Account {
  isLoaded = false;
  private kept: Kept | null = null;
  /** The token that the server did not take. */
  private distrusted: string | null = null;

  constructor(private readonly parts: AccountParts) {}

  get userId(): string | null {
    return this.kept?.userId ?? null;
  }

  get isSignedIn(): boolean {
    return this.kept !== null && this.kept.refreshToken !== null;
  }

  get status(): 'loading' | 'signed-in' | 'signed-out' {
    if (!this.isLoaded) return 'loading';
    return this.isSignedIn ? 'signed-in' : 'signed-out';
  }

  /** A token for whoever has no time to wait for another one. */
  get tokenAtHand(): string | null {
    return this.freshToken();
  }

  /** Whether the live line should be handed a new token soon. */
  get isRunningOut(): boolean {
    return this.isSignedIn && this.freshToken() === null;
  }

  /** Looks at what is kept; another tab may have changed it. */
  async load(): Promise<void> {
    const kept = await this.parts.storage.read('account', KEY).catch(() => this.kept);
    this.kept = (kept as Kept | null | undefined) ?? null;
    this.isLoaded = true;
  }

  /** A token that is good for a while. */
  async token(): Promise<Answer<string>> {
    const token = this.freshToken();
    return token === null ? this.inTurn(() => this.renewed()) : { ok: true, body: token };
  }

  /** The server did not take this token, whatever our clock says. */
  distrust(token: string): void {
    this.distrusted = token;
  }

  /** Signs in; a guest who becomes a member keeps everything. */
  async signIn(how: SignIn): Promise<Answer<{ readonly userId: string }>> {
    const answer = await this.asked(how);
    if (answer.ok) await this.inTurn(() => this.remember(answer.body));
    return answer.ok ? { ok: true, body: { userId: answer.body.userId } } : answer;
  }

  /** Ends it on this device; the server is told where it can be. */
  async signOut(): Promise<void> {
    const refreshToken = this.kept?.refreshToken;
    await this.keep(null);
    if (refreshToken) await this.parts.transport.call('POST', '/api/auth/logout', { body: { refreshToken } });
  }

  private async asked(how: SignIn): Promise<Answer<Tokens>> {
    const { transport } = this.parts;
    if (how.as === 'external') return this.external();
    if (how.as === 'guest') {
      const { timezone } = how;
      const guest = await transport.call<Tokens>('POST', '/api/auth/guest', { body: { timezone } });
      // A browser may know zones that the server does not; its owner begins in UTC then, and may choose another one.
      const isZoneUnknown = !guest.ok && guest.error.code === 'request/invalid' && timezone !== undefined;
      return isZoneUnknown ? transport.call('POST', '/api/auth/guest', { body: {} }) : guest;
    }
    const { email, password } = how;
    const body = { email, password };
    if (how.as === 'member') return transport.call('POST', '/api/auth/login', { body });
    const token = this.isSignedIn ? await this.token() : null;
    if (token && !token.ok) return token;
    return transport.call('POST', '/api/auth/register', { body, ...(token && { token: token.body }) });
  }

  private inTurn(work: () => Promise<Answer<string>>): Promise<Answer<string>> {
    return this.parts.locks.hold(LOCK, work).catch(() => unreachable);
  }

  /** Another tab may have done the same while this one waited for its turn. */
  private async renewed(): Promise<Answer<string>> {
    const { userId } = this;
    await this.load();
    if (this.userId !== userId) this.parts.changed();
    const token = this.freshToken();
    if (token !== null) return { ok: true, body: token };
    if (!this.kept || (this.kept.refreshToken === null && !this.parts.accessToken)) return signedOut;
    const answer = await this.refreshed(this.kept.refreshToken);
    if (answer.ok) return this.remember(answer.body);
    if (verdictOn(answer.error) !== 'later' && this.kept) {
      await this.keep({ ...this.kept, accessToken: null, refreshToken: null });
      return signedOut;
    }
    return answer;
  }

  private refreshed(refreshToken: string | null): Promise<Answer<Tokens>> {
    const { accessToken, transport } = this.parts;
    if (accessToken) return this.external();
    return transport.call('POST', '/api/auth/refresh', { body: { refreshToken } });
  }

  /** Of a token that is new here, the server says whose it is: it may be another person's by now. */
  private async external(): Promise<Answer<Tokens>> {
    const { accessToken: ask, transport } = this.parts;
    const accessToken = ask ? await ask(this.distrusted).catch(() => undefined) : null;
    if (accessToken === undefined) return unreachable;
    if (accessToken === null || accessToken === this.distrusted) return signedOut;
    const tokens = { accessToken, expiresIn: EXTERNAL_SECONDS, refreshToken: '' };
    if (accessToken === this.kept?.accessToken) return { ok: true, body: { ...tokens, userId: this.kept.userId } };
    const me = await transport.call<{ readonly userId: string }>('GET', '/api/me', { token: accessToken });
    if (me.ok) return { ok: true, body: { ...tokens, userId: me.body.userId } };
    if (verdictOn(me.error) === 'new-token') this.distrust(accessToken);
    return me;
  }

  private freshToken(): string | null {
    const { accessToken = null, renewAt = 0 } = this.kept ?? {};
    return accessToken !== this.distrusted && this.parts.clock.wall() < renewAt ? accessToken : null;
  }

  private async remember({ userId, accessToken, expiresIn, refreshToken }: Tokens): Promise<Answer<string>> {
    const lifetimeMs = expiresIn * SECOND;
    const renewAt = this.parts.clock.wall() + lifetimeMs - Math.min(RENEW_BEFORE_MS, lifetimeMs / 3);
    await this.keep({ userId, accessToken, renewAt, refreshToken });
    return { ok: true, body: accessToken };
  }

  /** Where there is no room, it is known until the page is closed. */
  private async keep(kept: Kept | null): Promise<void> {
    const before = { userId: this.userId, isSignedIn: this.isSignedIn };
    this.kept = kept;
    const change = { area: 'account', key: KEY, value: kept ?? undefined } as const;
    await this.parts.storage.write([change]).catch(() => undefined);
    if (this.userId !== before.userId || this.isSignedIn !== before.isSignedIn) this.parts.changed();
  }
}
