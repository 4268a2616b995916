import { createTidemark, type Tidemark } from '../client';
import { memoryStorage } from '../storage/memory-storage';
import type { Storage } from '../storage/storage';
import type { Surroundings } from '../surroundings';
import type { Locks } from '../tabs/locks';
import type { PageEvents } from '../tabs/page';
import type { TabMessage } from '../tabs/tab-message';
import { settle, TestClock } from './test-clock';
import { TestServer } from './test-server';
import { TestTransport } from './test-transport';

/** A tab under test, and what can happen to it. */
export interface TestTab {
  readonly client: Tidemark;
  readonly transport: TestTransport;
  readonly page: PageEvents;
  /** The tab is gone, from one instruction to the next. */
  kill(): void;
  /** Nothing in it runs any more, though it holds what it holds. */
  freeze(): void;
}

/** A browser with storage, locks and a channel that its tabs share; all of it stands still until the clock is moved. */
export class TestBrowser {
  private readonly tabs = new Map<object, { heard: (message: TabMessage) => void; isFrozen: boolean }>();
  private readonly locks = new TestLocks();
  private keys = 0;

  constructor(
    readonly server: TestServer,
    readonly time: TestClock,
    readonly storage: Storage = memoryStorage(),
    private readonly name = 'a',
  ) {}

  static alone(): { browser: TestBrowser; server: TestServer; time: TestClock } {
    const time = new TestClock();
    const server = new TestServer(time);
    return { browser: new TestBrowser(server, time), server, time };
  }

  /** Opens a tab, and lets it come to rest. */
  async open(given: Partial<Surroundings> = {}): Promise<TestTab> {
    const { server, time, tabs } = this;
    const transport = new TestTransport(server, time);
    const tab = { heard: (_: TabMessage) => undefined as void, isFrozen: false };
    let page: PageEvents | undefined;
    const isDead = () => !tabs.has(tab);
    const client = createTidemark({
      transport,
      storage: mortal(this.storage, isDead),
      clock: {
        steady: () => time.steady(),
        wall: () => time.wall(),
        after: (delayMs, work) => time.after(delayMs, () => !isDead() && !tab.isFrozen && work()),
      },
      locks: this.locks.of(tab),
      channel: {
        post: (message) => {
          for (const [other, { heard, isFrozen }] of tabs) {
            if (other !== tab && !isFrozen && !isDead() && !tab.isFrozen) {
              queueMicrotask(() => heard(structuredClone(message)));
            }
          }
        },
        listen: (heard) => (tab.heard = heard),
        close: () => tabs.delete(tab),
      },
      page: {
        get isOnline() {
          return transport.isWorking;
        },
        listen: (events) => {
          page = events;
          return () => undefined;
        },
      },
      newKey: () => `${this.name}-${(this.keys += 1)}`,
      chance: () => 0.5,
      ...given,
    });
    tabs.set(tab, tab);
    await client.ready;
    await settle();
    const nothing: PageEvents = { online() {}, offline() {}, hidden() {}, shown() {}, leaving() {} };
    const freeze = () => {
      tab.isFrozen = true;
      transport.close();
      transport.isWorking = false;
    };
    const kill = () => {
      freeze();
      tabs.delete(tab);
      this.locks.release(tab);
    };
    return { client, transport, page: page ?? nothing, kill, freeze };
  }
}

/** What is dead writes nothing any more. */
function mortal(storage: Storage, isDead: () => boolean): Storage {
  const never = new Promise<never>(() => undefined);
  return {
    read: (area, key) => (isDead() ? never : storage.read(area, key)),
    all: (area) => (isDead() ? never : storage.all(area)),
    write: (changes) => (isDead() ? never : storage.write(changes)),
  };
}

interface Holding {
  readonly tab: object;
  readonly lose: (why: Error) => void;
}

/** Locks as browsers have them: one holder, others wait in line, and a thief is served at once. */
class TestLocks {
  private readonly held = new Map<string, Holding>();
  private waiting: { readonly tab: object; readonly name: string; readonly go: () => void }[] = [];

  of(tab: object): Locks {
    return {
      hold: async (name, work, steal = false) => {
        const current = this.held.get(name);
        if (current && steal) current.lose(new Error('stolen'));
        else if (current) await new Promise<void>((go) => this.waiting.push({ tab, name, go }));
        let lose: Holding['lose'] = () => undefined;
        const lost = new Promise<never>((_, reject) => (lose = reject));
        const holding = { tab, lose };
        this.held.set(name, holding);
        try {
          return await Promise.race([work(), lost]);
        } finally {
          if (this.held.get(name) === holding) this.next(name);
        }
      },
    };
  }

  release(tab: object): void {
    this.waiting = this.waiting.filter((waiting) => waiting.tab !== tab);
    for (const [name, holding] of this.held) if (holding.tab === tab) this.next(name);
  }

  private next(name: string): void {
    this.held.delete(name);
    const next = this.waiting.find((waiting) => waiting.name === name);
    this.waiting = this.waiting.filter((waiting) => waiting !== next);
    next?.go();
  }
}
