import type { AccessToken } from './link/account';
import { browserClock, type DeviceClock } from './link/device-clock';
import { socketTransport } from './link/socket-transport';
import type { Transport } from './link/transport';
import { indexedStorage } from './storage/indexed-storage';
import type { Storage } from './storage/storage';
import { leaseLocks } from './tabs/lease-locks';
import { webLocks, type Locks } from './tabs/locks';
import { browserPage, type Page } from './tabs/page';
import { aloneChannel, browserChannel, type TabChannel } from './tabs/tab-channel';
import type { TabMessage } from './tabs/tab-message';

/** Where Tidemark is, and whatever shall be other than it is in a browser. */
export interface TidemarkOptions extends Partial<Surroundings> {
  /** Where the gateway is: `https://tidemark.example.com`; in a browser, the page's own origin unless told. */
  readonly address?: string;
}

/** Everything that the client touches. Whoever hands in other ones can test without waiting, and without a network. */
export interface Surroundings {
  readonly transport: Transport;
  /** Opening it may fail, as in a private window; then nothing survives the page, and the status says so. */
  readonly storage: Promise<Storage> | Storage;
  readonly clock: DeviceClock;
  readonly locks: Locks;
  readonly channel: TabChannel<TabMessage>;
  readonly page: Page;
  /** Where an issuer elsewhere has the accounts: how to get its token. Then there are no guests and no passwords here. */
  readonly accessToken: AccessToken | null;
  /** A key that nobody else has. */
  newKey(): string;
  /** From 0 up to 1. */
  chance(): number;
}

const DATABASE = 'tidemark';
const KEY_BYTES = 16;

/** What a browser has of all this, and the next best thing where it lacks something. */
export function surroundingsOf({ address, ...given }: TidemarkOptions): Surroundings {
  const clock = given.clock ?? browserClock;
  const locks = given.locks ?? browserLocks(clock);
  return {
    transport: given.transport ?? socketTransport(address ?? globalThis.location?.origin ?? ''),
    storage: given.storage ?? indexedStorage(DATABASE),
    clock,
    locks: locks ?? aloneLocks(),
    // Without locks nobody could tell which of the tabs leads, so each one works for itself.
    channel: given.channel ?? (locks ? browserChannel(DATABASE) : aloneChannel()),
    page: given.page ?? browserPage(),
    accessToken: given.accessToken ?? null,
    newKey: given.newKey ?? newKey,
    chance: given.chance ?? Math.random,
  };
}

/** Web Locks exist on secure origins only. */
function browserLocks(clock: DeviceClock): Locks | null {
  if (typeof document === 'undefined') return null;
  if ('locks' in navigator) return webLocks(navigator.locks);
  try {
    return leaseLocks(globalThis.localStorage, clock, newKey());
  } catch {
    return null;
  }
}

/** Locks for whoever has no other tabs: whoever comes later waits for whoever came first. */
function aloneLocks(): Locks {
  const last = new Map<string, Promise<unknown>>();
  return {
    hold: (name, work) => {
      const turn = (last.get(name) ?? Promise.resolve()).then(work, work);
      last.set(name, turn);
      return turn;
    },
  };
}

/** Unlike `randomUUID` it is there on plain HTTP as well. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
