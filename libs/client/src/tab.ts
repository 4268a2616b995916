import { Account, type SignIn } from './link/account';
import { unsent, type Answer } from './link/answer';
import { Link, type LinkState } from './link/link';
import { ServerClock } from './link/server-clock';
import { Delivery } from './outbox/delivery';
import type { Entry } from './outbox/entry';
import { Outbox } from './outbox/outbox';
import { Sender } from './outbox/sender';
import { Wishes } from './outbox/wishes';
import { Alarm } from './states/alarm';
import { Confirmed } from './states/confirmed';
import type { Kind } from './states/kinds';
import { Memo } from './states/memo';
import { Pictures } from './states/pictures';
import { Teller } from './states/teller';
import { openingStorage, type OpeningStorage } from './storage/opening-storage';
import type { Surroundings } from './surroundings';
import { lightOf, type SyncStatus } from './sync-status';
import { Leadership } from './tabs/leadership';
import type { TabMessage } from './tabs/tab-message';

/** What may be listened to. */
export type Topic = Kind | 'status' | 'outbox';

const DEVICE = 'device';
const CLOCK = 'clock';

/** One tab of a browser: the parts, and how they hear of one another and of the other tabs. */
export class Tab {
  readonly ready: Promise<void>;
  readonly notes: OpeningStorage;
  readonly newKey: () => string;
  readonly clock: ServerClock;
  readonly outbox: Outbox;
  readonly wishes: Wishes;
  readonly pictures: Pictures;
  private readonly account: Account;
  private readonly confirmed: Confirmed;
  private readonly sender: Sender;
  private readonly leadership: Leadership;
  private readonly alarm: Alarm;
  private readonly memo = new Memo();
  private readonly teller = new Teller<Topic>(
    (topic) => this.picture(topic),
    () => this.alarm.set(this.pictures.timerEndsAt),
  );
  private readonly link: Link;
  private readonly delivery: Delivery;
  /** Known as soon as it is ready. */
  private deviceId = '';
  /** What the leader says of the connection. */
  private linkElsewhere: LinkState = 'offline';
  private beginning: Promise<Answer<{ readonly userId: string }>> | null = null;
  private survives = true;
  private isClosed = false;
  private forgetPage: () => void = () => undefined;

  constructor(private readonly around: Surroundings) {
    const { clock: device, locks, transport, accessToken, chance, page } = around;
    const touch = () => this.teller.touch();
    const deviceId = () => this.deviceId;
    const storage = (this.notes = openingStorage(around.storage));
    this.newKey = () => around.newKey();
    this.clock = new ServerClock(device, () => void this.link.measure());
    const changed = () => void this.accountChanged();
    this.alarm = new Alarm(device, () => this.clock.now(), touch);
    this.account = new Account({ storage, locks, clock: device, transport, accessToken, changed });
    this.confirmed = new Confirmed(storage, touch);
    this.outbox = new Outbox(storage, touch);
    this.ready = this.load();
    const { outbox, account, clock, confirmed, ready, newKey, say } = this;
    this.pictures = new Pictures({
      confirmed,
      waiting: () => outbox.unheard,
      userId: () => account.userId,
      now: () => clock.now(),
      device,
      isLoaded: () => account.isLoaded,
    });
    this.wishes = new Wishes({ outbox, account, clock, confirmed, ready, newKey, say });
    this.link = new Link({
      ...{ transport, account, device, clock, confirmed, deviceId, chance },
      took: (news, reached, commandId) => {
        void storage.write(confirmed.take(news, reached)).catch(() => undefined);
        if (commandId !== null) outbox.hearOf(commandId);
        say({ type: 'took', news, reached, commandId });
      },
      live: () => {
        this.sender.hurry();
        void this.note(CLOCK, clock.aheadOfWallMs);
      },
      changed: () => {
        this.sayHere();
        touch();
      },
    });
    const { link } = this;
    this.delivery = new Delivery({ transport, account, link, outbox, confirmed, page, deviceId, say });
    this.sender = new Sender({ outbox, clock: device, chance, delivery: this.delivery });
    this.leadership = new Leadership({
      locks,
      clock: device,
      ask: () => around.channel.post({ type: 'ask' }),
      gained: () => void this.lead(),
      lost: () => this.follow(),
    });
    void this.ready.then(() => this.begin());
  }

  // ---- what the outside asks for

  status(): SyncStatus {
    const { outbox, account, leadership, link } = this;
    const state = leadership.isLeader ? link.state : this.linkElsewhere;
    const rest = {
      account: account.status,
      userId: account.userId,
      link: this.around.page.isOnline ? state : 'offline',
      isLeader: leadership.isLeader,
      isKept: this.survives && outbox.isKept,
      pending: outbox.waiting.length,
      refused: outbox.refused.length,
    } as const;
    return this.memo.once('status', Object.values(rest), () => ({ ...rest, light: lightOf(rest) }));
  }

  subscribe(topic: Topic, listener: () => void): () => void {
    return this.teller.listen(topic, listener);
  }

  async call<Body>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Answer<Body>> {
    await this.ready;
    const token = await this.account.token();
    return token.ok ? this.around.transport.call<Body>(method, path, { token: token.body, body }) : token;
  }

  async signIn(how: SignIn): Promise<Answer<{ readonly userId: string }>> {
    await this.ready;
    const { account, outbox } = this;
    // What waits for one person of an issuer elsewhere is kept apart from what waits for another.
    if (how.as === 'guest') return this.guest(how);
    if (!account.isSignedIn || how.as === 'new-member' || how.as === 'external') return account.signIn(how);
    return outbox.waiting.length + outbox.refused.length > 0 ? unsent : account.signIn(how);
  }

  /** Whoever is somebody already stays the same, and two presses at once make one guest. */
  private guest(how: SignIn): Promise<Answer<{ readonly userId: string }>> | Answer<{ readonly userId: string }> {
    const { account } = this;
    if (account.isSignedIn && account.userId !== null) return { ok: true, body: { userId: account.userId } };
    this.beginning ??= account.signIn(how).finally(() => (this.beginning = null));
    return this.beginning;
  }

  async signOut(): Promise<readonly Entry[]> {
    const discarded = await this.wishes.discard([...this.outbox.waiting, ...this.outbox.refused]);
    await this.notes.write(this.confirmed.forgotten()).catch(() => undefined);
    await this.account.signOut();
    return discarded;
  }

  close(): void {
    this.isClosed = true;
    this.teller.end();
    this.leadership.end();
    this.follow();
    this.alarm.set(null);
    this.pictures.presence.end();
    this.forgetPage();
    this.around.channel.close();
  }

  // ---- the tabs

  /** Tells this tab and all others. */
  readonly say = (message: TabMessage): void => {
    if (this.isClosed) return;
    this.around.channel.post(message);
    if (message.type === 'outbox') return this.replaced(message);
    if (message.type !== 'took') return this.heed(message);
    this.wishes.named(message.commandId, message.news);
  };

  private heed(message: TabMessage): void {
    switch (message.type) {
      case 'outbox':
        this.outbox.heed(message.change);
        return this.replaced(message);
      case 'delayed':
        return this.wishes.delayed(message.keys, message.failure, message.attempts);
      case 'settled':
        return this.wishes.settled(message.key, message.answer);
      case 'took':
        this.wishes.named(message.commandId, message.news);
        if (message.commandId !== null) this.outbox.hearOf(message.commandId);
        return void this.confirmed.take(message.news, message.reached);
      case 'ask':
        if (this.leadership.isLeader) this.sayHere();
        return;
      case 'here':
        this.leadership.answered();
        this.linkElsewhere = message.link;
        if (message.aheadOfWallMs !== null) this.clock.adopt(message.aheadOfWallMs);
        return this.teller.touch();
      case 'hurry':
        return this.sender.hurry();
      case 'account':
        void this.account.load().then(() => this.switchAccount());
    }
  }

  private replaced({ change, replaced }: Extract<TabMessage, { type: 'outbox' }>): void {
    const [entry] = change.put;
    if (replaced !== null && entry) this.sender.replaced(replaced, entry);
    this.sender.work();
  }

  private sayHere(): void {
    const aheadOfWallMs = this.clock.isMeasured ? this.clock.aheadOfWallMs : null;
    this.around.channel.post({ type: 'here', link: this.link.state, aheadOfWallMs });
  }

  private async lead(): Promise<void> {
    // Another tab may have kept something and died before it could tell.
    await this.outbox.load(this.account.userId);
    if (!this.leadership.isLeader) return;
    if (this.account.isSignedIn) this.link.open();
    this.sender.start();
    this.sayHere();
    this.teller.touch();
  }

  private follow(): void {
    this.sender.stop();
    this.link.close();
    this.teller.touch();
  }

  // ---- beginning, and who is signed in

  private async load(): Promise<void> {
    const { notes, account } = this;
    const recall = (key: string) => notes.read('account', key).catch(() => undefined);
    this.survives = await notes.survives;
    await account.load();
    const [device, ahead] = await Promise.all([recall(DEVICE), recall(CLOCK)]);
    if (typeof ahead === 'number') this.clock.adopt(ahead);
    this.deviceId = typeof device === 'string' ? device : this.newKey();
    if (device === undefined) await this.note(DEVICE, this.deviceId);
    await Promise.all([this.outbox.load(account.userId), this.confirmed.load(account.userId)]);
  }

  private begin(): void {
    if (this.isClosed) return;
    this.around.channel.listen((message) => this.heed(message));
    this.leadership.run();
    this.pictures.presence.begin();
    if (this.around.accessToken) void this.account.signIn({ as: 'external' });
    this.forgetPage = this.around.page.listen({
      online: () => {
        this.say({ type: 'hurry' });
        this.teller.touch();
      },
      offline: () => this.teller.touch(),
      hidden: () => this.say({ type: 'hurry' }),
      shown: () => this.leadership.isLeader && void this.link.checkIn(),
      leaving: () => this.leadership.isLeader && this.delivery.farewell(this.sender.heads()),
    });
    this.teller.touch();
  }

  private async accountChanged(): Promise<void> {
    this.around.channel.post({ type: 'account' });
    await this.switchAccount();
  }

  private async switchAccount(): Promise<void> {
    const { userId } = this.account;
    await Promise.all([this.outbox.load(userId), this.confirmed.load(userId)]);
    if (!this.leadership.isLeader) return this.teller.touch();
    this.link.close();
    if (this.account.isSignedIn) this.link.open();
    this.sender.hurry();
    this.teller.touch();
  }

  private note(key: string, value: unknown): Promise<void> {
    return this.notes.write([{ area: 'account', key, value }]).catch(() => undefined);
  }

  // ---- telling those who look

  private picture(topic: Topic): unknown {
    if (topic === 'status') return this.status();
    if (topic !== 'outbox') return this.pictures.get(topic);
    const { waiting, refused } = this.outbox;
    return this.memo.once('outbox', [...waiting, '|', ...refused], () => ({ waiting, refused }));
  }
}
