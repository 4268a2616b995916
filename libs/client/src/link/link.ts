import { fromIso, SECOND, type DraftView } from '@tidemark/domain';
import type { Confirmed } from '../states/confirmed';
import type { News, PartState, Reached } from '../states/kinds';
import type { Account } from './account';
import type { Answer } from './answer';
import type { DeviceClock } from './device-clock';
import type { ServerClock } from './server-clock';
import type { Introduction, LineListener, Revisions, Transport } from './transport';

const HEARTBEAT_EVERY_MS = 30 * SECOND;
const SAMPLES_AT_ONCE = 5;
/** Of what was missed; whoever missed more goes on with the next heartbeat. */
const PAGES_MAX = 200;
/** Those who are sent away when a gateway leaves come back when it told them to. */
const RETURN_AFTER_MS = 2 * SECOND;
/** The work clock is shown for the day at hand, and nobody tells it anew where that, its zone or the theme is another. */
const OF_THE_DAY = ['daily_reset', 'timezone_changed', 'configuration_changed'];
/** A day ends for many at the same instant, and they do not all ask at the same instant. */
const ASK_WITHIN_MS = 2 * SECOND;

/** What the link needs around it. */
export interface LinkParts {
  readonly transport: Transport;
  readonly account: Account;
  readonly device: DeviceClock;
  readonly clock: ServerClock;
  readonly confirmed: Confirmed;
  deviceId(): string;
  chance(): number;
  /** The server said this by itself, or because of the command with this key. */
  took(news: readonly News[], reached: Reached, commandId: string | null): void;
  /** The connection is there, and everything was told. */
  live(): void;
  /** The light is another one. */
  changed(): void;
}

/** How it stands with the connection. */
export type LinkState = 'offline' | 'connecting' | 'live';

interface Told {
  readonly serverTime: string;
  readonly revisions: Revisions;
}

interface Lists {
  readonly progress?: readonly PartState[] | null;
  readonly drafts?: readonly DraftTold[] | null;
}

interface Snapshot extends Told, Lists {
  readonly timer: PartState | null;
  readonly session: PartState | null;
  readonly configuration: PartState | null;
  readonly sessionCount: PartState | null;
}

interface Heartbeat extends Told {
  readonly missed: Lists & {
    readonly timer?: PartState;
    readonly clock?: PartState;
    readonly day?: { readonly configuration: PartState; readonly sessionCount: PartState };
  };
}

interface Changed {
  readonly kind: 'timer' | 'session' | 'configuration' | 'sessionCount' | 'progress' | 'draft';
  readonly revision: number;
  readonly state: PartState | DraftTold;
  readonly origin: { readonly commandId: string | null };
}

/** A draft in the news; of a large one only the outline. */
type DraftTold = DraftView & { readonly isOutlined?: boolean };

const LISTS = ['progress', 'drafts'] as const;

/** The one live line of this browser: what the server says goes into the states, missed or not [S1]. */
export class Link implements LineListener {
  state: LinkState = 'offline';
  private token = '';
  private beat: () => void = () => undefined;
  private comeBack: () => void = () => undefined;
  private askSession: () => void = () => undefined;
  /** Kinds of which older changes are still on their way; newer ones do not say that all was told. */
  private readonly behind = new Set<keyof Reached>();

  constructor(private readonly parts: LinkParts) {}

  open(): void {
    if (this.state !== 'offline') return;
    this.become('connecting');
    this.parts.transport.open(this);
    this.keepBeating();
  }

  close(): void {
    this.beat();
    this.comeBack();
    this.askSession();
    this.parts.transport.close();
    this.become('offline');
  }

  /** A sign of life; the answer tells what was missed, and what time it is. Where there is no live line, by HTTP. */
  async checkIn(): Promise<void> {
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const answer = await this.heartbeat();
      if (!answer.ok) return this.distrust(answer.error.code);
      const { missed, revisions } = answer.body;
      const { timer, clock: session, day, ...lists } = missed;
      await this.take({ timer, session, ...day }, lists, revisions);
      if (this.behind.size === 0) return;
    }
  }

  /** Shows a fresh token on the live line. */
  async renew(): Promise<void> {
    const token = await this.parts.account.token();
    if (!token.ok) return;
    this.token = token.body;
    await this.parts.transport.ask('auth', { token: token.body });
  }

  /** Asks what time it is, a few times: the quickest answer is the best. */
  async measure(): Promise<void> {
    const { transport, device, clock } = this.parts;
    for (let sample = 0; sample < SAMPLES_AT_ONCE; sample += 1) {
      const askedAt = device.steady();
      const answer = await transport.ask<{ serverTime: string }>('time', {});
      if (!answer.ok) return;
      clock.learn({ askedAt, answeredAt: device.steady(), serverAt: fromIso(answer.body.serverTime) });
    }
  }

  // ---- what the line says

  async introduce(): Promise<Introduction | null> {
    const { account, deviceId, confirmed } = this.parts;
    const token = await account.token();
    if (!token.ok) return null;
    this.token = token.body;
    return { token: token.body, deviceId: deviceId(), revisions: confirmed.revisions };
  }

  opened(): void {
    void this.measure();
  }

  closed(): void {
    if (this.state === 'live') this.become('connecting');
  }

  refused(code: string): void {
    this.distrust(code);
    this.closed();
  }

  heard(event: string, body: unknown): void {
    if (event === 'snapshot') void this.heardSnapshot(body as Snapshot);
    if (event === 'changed') void this.heardChange(body as Changed);
    if (event === 'auth_expired') this.distrust('auth/expired');
    if (OF_THE_DAY.includes(event)) this.askSessionSoon();
    if (event === 'drain') this.leave((body as { retryInMs?: number }).retryInMs ?? RETURN_AFTER_MS);
  }

  private async heardSnapshot({ serverTime: _, revisions, progress, drafts, ...single }: Snapshot): Promise<void> {
    const { timer, session, configuration, sessionCount } = single;
    await this.take({ timer, session, configuration, sessionCount }, { progress, drafts }, revisions);
    this.become('live');
    this.parts.live();
    if (this.behind.size > 0) await this.checkIn();
  }

  private async heardChange({ kind, revision, state, origin: { commandId } }: Changed): Promise<void> {
    if (kind !== 'progress' && kind !== 'draft') {
      return this.parts.took([{ kind, state: state as PartState }], {}, commandId);
    }
    const list = kind === 'draft' ? 'drafts' : kind;
    const reached = this.behind.has(list) ? {} : { [list]: revision };
    this.parts.took(await this.newsOf(list, [state]), reached, commandId);
  }

  private async take(
    single: Partial<Record<'timer' | 'session' | 'configuration' | 'sessionCount', PartState | null>>,
    lists: Lists,
    revisions: Revisions,
  ): Promise<void> {
    const news = Object.entries(single).flatMap(([kind, state]) => (state ? [{ kind, state } as News] : []));
    const reached: { progress?: number; drafts?: number } = {};
    for (const list of LISTS) {
      const [told, newest] = [lists[list] ?? [], revisions[list]];
      // The service behind these kinds may be away, while the rest goes on.
      if (newest === undefined) continue;
      news.push(...(await this.newsOf(list, told)));
      reached[list] = told.at(-1)?.revision ?? newest;
      if (reached[list] < newest) this.behind.add(list);
      else this.behind.delete(list);
    }
    this.parts.took(news, reached, null);
  }

  /** Of large drafts the news have only the outline; the whole is asked for. */
  private async newsOf(kind: keyof Reached, told: readonly (PartState | DraftTold)[]): Promise<News[]> {
    const news: News[] = [];
    for (const state of told) {
      const isOutlined = 'isOutlined' in state && state.isOutlined === true;
      const whole = isOutlined ? await this.fetched(`/api/drafts/${encodeURIComponent(state.id)}`) : state;
      if (whole) news.push({ kind, state: whole });
    }
    return news;
  }

  private askSessionSoon(): void {
    const { device, chance, took } = this.parts;
    this.askSession();
    this.askSession = device.after(chance() * ASK_WITHIN_MS, async () => {
      const state = await this.fetched('/api/session');
      if (state) took([{ kind: 'session', state }], {}, null);
    });
  }

  private async fetched(path: string): Promise<PartState | null> {
    const { transport, account } = this.parts;
    const token = await account.token();
    if (!token.ok) return null;
    const answer = await transport.call<PartState>('GET', path, { token: token.body });
    return answer.ok ? answer.body : null;
  }

  private async heartbeat(): Promise<Answer<Heartbeat>> {
    const { transport, account, device, clock, confirmed, deviceId } = this.parts;
    const body = { deviceId: deviceId(), revisions: confirmed.revisions };
    if (transport.isOpen && account.isRunningOut) await this.renew();
    const token = await account.token();
    if (!token.ok) return token;
    const askedAt = device.steady();
    const answer = transport.isOpen
      ? await transport.ask<Heartbeat>('heartbeat', body)
      : await transport.call<Heartbeat>('POST', '/api/heartbeat', { token: token.body, body });
    const serverAt = answer.ok ? fromIso(answer.body.serverTime) : Number.NaN;
    clock.learn({ askedAt, answeredAt: device.steady(), serverAt });
    return answer;
  }

  private keepBeating(): void {
    this.beat();
    this.beat = this.parts.device.after(HEARTBEAT_EVERY_MS, () => {
      void this.checkIn();
      this.keepBeating();
    });
  }

  private leave(durationMs: number): void {
    this.parts.transport.close();
    this.closed();
    this.comeBack();
    this.comeBack = this.parts.device.after(durationMs, () => this.parts.transport.open(this));
  }

  private distrust(code: string): void {
    if (code.startsWith('auth/')) this.parts.account.distrust(this.token);
  }

  private become(state: LinkState): void {
    if (this.state === state) return;
    this.state = state;
    this.parts.changed();
  }
}
