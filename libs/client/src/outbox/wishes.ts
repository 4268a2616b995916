import type { DraftView } from '@tidemark/domain';
import type { Account } from '../link/account';
import { signedOut, type Answer, type Failure } from '../link/answer';
import { errorOf } from '../link/errors';
import type { CommandName } from '../link/routes';
import type { ServerClock } from '../link/server-clock';
import type { Confirmed } from '../states/confirmed';
import type { News } from '../states/kinds';
import { Memo } from '../states/memo';
import type { TabMessage } from '../tabs/tab-message';
import { wayOf, type Entry, type Fields } from './entry';
import type { Outbox, OutboxChange } from './outbox';
import { RETRY_AFTER_MS } from './patience';
import { Receipts, type Outcome, type Receipt } from './receipts';

const full: Failure = { code: 'storage/full', message: 'This device has no room to keep that.' };
const discarded: Failure = { code: 'sync/discarded', message: 'That was thrown away before it was sent.' };

const BASED: ReadonlySet<CommandName> = new Set<CommandName>(['draft/save', 'draft/patch', 'draft/promote']);

/** What waits, as the outside is told it. */
export interface RetryQueueStatus {
  readonly pending: number;
  readonly items: readonly { readonly key: string; readonly attempts: number; readonly maxAttempts: number }[];
}

/** How often a write was tried, and what came of it last. */
interface Trial {
  readonly attempts: number;
  readonly failure: Failure;
}

/** What wishes need around them. */
export interface WishParts {
  readonly outbox: Outbox;
  readonly account: Pick<Account, 'userId'>;
  readonly clock: ServerClock;
  readonly confirmed: Pick<Confirmed, 'revisionOfDraft'>;
  /** The outbox knows what is kept. */
  readonly ready: Promise<void>;
  newKey(): string;
  /** Tells this tab and all others. */
  say(message: TabMessage): void;
}

/** Takes wishes: each is kept on this device first, and then everything else happens to it by itself. */
export class Wishes {
  private readonly memo = new Memo();
  private readonly receipts = new Receipts();
  private readonly trials = new Map<string, Trial>();
  /** Drafts are made under the key of their wish, and get their id from the server. */
  private readonly draftIds = new Map<string, string>();

  constructor(private readonly parts: WishParts) {}

  make<Value>(name: CommandName, data: object, commandId = this.parts.newKey()): Receipt<Value> {
    const kept = this.parts.ready.then(() => this.keep(commandId, name, said(data)));
    return this.receipts.make(commandId, kept);
  }

  /** The same object until something is different. */
  status(): RetryQueueStatus {
    const items = this.parts.outbox.waiting.map(({ key }) => {
      return { key, attempts: this.trials.get(key)?.attempts ?? 0, maxAttempts: RETRY_AFTER_MS.length };
    });
    const parts = items.flatMap(({ key, attempts }) => [key, attempts]);
    return this.memo.once('status', parts, () => ({ pending: items.length, items }));
  }

  /** The id that the server gave to the draft that was made with this `commandId`; of any other, the id itself. */
  draftId(id: string): string {
    return this.draftIds.get(id) ?? id;
  }

  /** The server told of what a wish made. */
  named(commandId: string | null, news: readonly News[]): void {
    const made = news.find(({ kind }) => kind === 'drafts');
    if (made && commandId !== null) this.draftIds.set(commandId, (made.state as DraftView).id);
  }

  /** Says a refused wish once more, perhaps in other words. It is a new one, and happens now. */
  async resend(key: string, data?: object): Promise<Receipt | null> {
    const refused = this.parts.outbox.find(key);
    if (!refused?.refusal) return null;
    const receipt = this.make(refused.name, data ?? refused.data);
    await receipt.durable;
    await this.change({ put: [], removed: [key] });
    return receipt;
  }

  /** Throws away what waits or was refused, and says what it was. */
  async discard(entries: readonly Entry[]): Promise<readonly Entry[]> {
    const removed = entries.map(({ key }) => key);
    await this.change({ put: [], removed });
    for (const key of removed) this.parts.say({ type: 'settled', key, answer: { ok: false, error: discarded } });
    return entries;
  }

  /** Some tab heard that it takes longer. */
  delayed(keys: readonly string[], failure: Failure, attempts: number): void {
    for (const key of keys) this.receipts.delayed(key, failure);
    const [first] = keys;
    if (first !== undefined) this.trials.set(first, { attempts, failure });
  }

  /** Some tab heard the last word. */
  settled(key: string, answer: Answer): void {
    this.trials.delete(key);
    this.receipts.settled(key, answer);
  }

  private async keep(key: string, name: CommandName, fields: Fields): Promise<Outcome<null>> {
    const { outbox, account, clock } = this.parts;
    const { userId } = account;
    if (outbox.find(key)) return { ok: true, value: null };
    if (userId === null) return this.refuse(key, signedOut.error);
    if (outbox.isFull) return this.refuse(key, full);

    const { id } = fields;
    const data = typeof id === 'string' ? { ...fields, id: this.draftId(id) } : fields;
    const way = wayOf(name, data);
    const last = outbox.lastOf(way.lane);
    const held = way.slot !== null && last?.slot === way.slot && !this.trials.has(last.key) ? last : null;
    const [now, isTimed] = [clock.now(), clock.isMeasured];
    const when = { order: outbox.orderAfter(now), happenedAt: now, isTimed };
    const based = { ...this.base(name, data), ...held?.data, ...data };
    const entry: Entry = { key, userId, name, data: based, ...way, ...when };
    if (held) this.receipts.move(held.key, key);
    const first = this.trials.get(outbox.firstOf(way.lane)?.key ?? '');
    if (first) this.receipts.delayed(key, first.failure);
    const isKept = await this.change({ put: [entry], removed: held ? [held.key] : [] }, held?.key);
    return isKept ? { ok: true, value: null } : { ok: false, error: errorOf(full) };
  }

  /**
   * Who saves a draft and names no base speaks of what they see here; without any, others' changes would be lost [F5].
   * While a save waits, what they see is that save, and not what others wrote since its base.
   */
  private base(name: CommandName, { id }: Fields): Fields {
    if (!BASED.has(name)) return {};
    const { outbox, confirmed } = this.parts;
    const waiting = outbox.unheard.findLast((entry) => BASED.has(entry.name) && entry.data['id'] === id);
    const baseRevision = waiting?.data['baseRevision'] ?? confirmed.revisionOfDraft(id);
    return baseRevision === null ? {} : { baseRevision };
  }

  private async change(change: OutboxChange, replaced: string | null = null): Promise<boolean> {
    const keeping = this.parts.outbox.change(change);
    this.parts.say({ type: 'outbox', change, replaced });
    return keeping;
  }

  private refuse(key: string, failure: Failure): Outcome<null> {
    this.receipts.settled(key, { ok: false, error: failure });
    return { ok: false, error: errorOf(failure) };
  }
}

/** A field that is undefined says nothing, and takes nothing back that was said before. */
function said(data: object): Fields {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}
