import type { Change, Storage } from '../storage/storage';
import { inOrder, type Entry } from './entry';

/** So many writes may wait. Whoever makes more has a program that runs wild. */
export const OUTBOX_MAX = 10_000;

/** So many changes come at most in the moment between somebody's signing in elsewhere and being known here. */
const EARLY_MAX = 100;

/** What became of the outbox, to be told to the other tabs. */
export interface OutboxChange {
  readonly put: readonly Entry[];
  readonly removed: readonly string[];
}

/**
 * The writes of one person on this device, as every tab of it knows them: kept before anything else is done with them,
 * and gone only when the server has them or somebody threw them away [S3] [I-23].
 */
export class Outbox {
  /** On their way, in order; the same list until something is different. */
  waiting: readonly Entry[] = [];
  /** Refused by the server, and kept. */
  refused: readonly Entry[] = [];
  private entries: readonly Entry[] = [];
  private userId: string | null = null;
  /** What changed while all was read from the storage, which may not have it yet. */
  private readonly meanwhile = new Set<OutboxChange[]>();
  /** What was said of somebody who is not the one shown, and may be in a moment: their storage may not have it yet. */
  private early: readonly OutboxChange[] = [];
  /** The server has told of these before it answered them. */
  private readonly heardOf = new Set<string>();
  /** There was no room for these: they are known here and nowhere else. */
  private readonly unkept = new Map<string, Entry>();

  constructor(
    private readonly storage: Storage,
    private readonly changed: () => void,
  ) {}

  /** Those of them that no state of the server has in it yet. */
  get unheard(): readonly Entry[] {
    return this.waiting.filter(({ key }) => !this.heardOf.has(key));
  }

  /** False while something would not survive the page. */
  get isKept(): boolean {
    return this.unkept.size === 0;
  }

  get isFull(): boolean {
    return this.entries.length >= OUTBOX_MAX;
  }

  /** What is kept for this person; what waits for another one stays where it is. */
  async load(userId: string | null): Promise<void> {
    if (userId !== this.userId) this.arrange([]);
    this.userId = userId;
    const meanwhile = [...this.early];
    this.early = [];
    this.meanwhile.add(meanwhile);
    const kept = await this.storage.all('outbox').catch(() => new Map<string, unknown>());
    this.meanwhile.delete(meanwhile);
    const all = new Map([...this.unkept, ...(kept as ReadonlyMap<string, Entry>)]);
    this.arrange([...all.values()].filter((entry) => entry.userId === this.userId));
    meanwhile.forEach((change) => this.apply(change));
    this.changed();
  }

  /** The next order for a new entry: behind all others, however the clock of the device was set. */
  orderAfter(now: number): number {
    return Math.max(now, (this.entries.at(-1)?.order ?? 0) + 1);
  }

  find(key: string): Entry | undefined {
    return this.entries.find((entry) => entry.key === key);
  }

  /** The one that goes next in a lane. */
  firstOf(lane: string): Entry | undefined {
    return this.waiting.find((entry) => entry.lane === lane);
  }

  /** The last one that waits in a lane. */
  lastOf(lane: string): Entry | undefined {
    return this.waiting.findLast((entry) => entry.lane === lane);
  }

  /** Changes what is kept, together with what else has to be kept at once; false where there was no room for it. */
  async change({ put, removed }: OutboxChange, besides: readonly Change[] = []): Promise<boolean> {
    this.heed({ put, removed });
    const changes = [
      ...removed.map((key): Change => ({ area: 'outbox', key, value: undefined })),
      ...put.map((entry): Change => ({ area: 'outbox', key: entry.key, value: entry })),
    ];
    const isKept = await this.storage.write([...changes, ...besides]).then(
      () => true,
      () => false,
    );
    for (const key of removed) this.unkept.delete(key);
    for (const entry of put) {
      if (isKept) this.unkept.delete(entry.key);
      else this.unkept.set(entry.key, entry);
    }
    return isKept;
  }

  /** The server told of what this made, and the answer will follow: shown once, it is not guessed once more. */
  hearOf(key: string): void {
    if (this.find(key)) this.heardOf.add(key);
  }

  /** What another tab has changed. */
  heed(change: OutboxChange): void {
    for (const changes of this.meanwhile) changes.push(change);
    const isEarly = this.early.length > 0 || change.put.some(({ userId }) => userId !== this.userId);
    if (isEarly) this.early = [...this.early, change].slice(-EARLY_MAX);
    this.apply(change);
    this.changed();
  }

  private apply({ put, removed }: OutboxChange): void {
    const gone = new Set([...removed, ...put.map(({ key }) => key)]);
    for (const key of removed) this.heardOf.delete(key);
    const kept = this.entries.filter(({ key }) => !gone.has(key));
    this.arrange([...kept, ...put.filter(({ userId }) => userId === this.userId)]);
  }

  private arrange(entries: readonly Entry[]): void {
    this.entries = inOrder(entries);
    this.waiting = this.entries.filter(({ refusal }) => refusal === undefined);
    this.refused = this.entries.filter(({ refusal }) => refusal !== undefined);
  }
}
