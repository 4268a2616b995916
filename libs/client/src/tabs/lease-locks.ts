import { SECOND } from '@tidemark/domain';
import type { DeviceClock } from '../link/device-clock';
import type { Locks } from './locks';

const LEASE_MS = 4 * SECOND;
const RENEW_EVERY_MS = SECOND;
/** Two tabs that write at the same moment see each other's writing after so long. */
const DOUBT_MS = 100;

/** The little that `localStorage` has to be for this. */
export interface Notes {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

interface Lease {
  readonly holder: string;
  /** By the clock of the device, which all of its tabs share. */
  readonly until: number;
}

/**
 * Locks for browsers without Web Locks: a note that says who holds it and until when. Two tabs may both believe to hold
 * it for a moment; whatever is done under it is safe to do twice.
 */
export function leaseLocks(notes: Notes, clock: DeviceClock, tabId: string): Locks {
  const pause = (durationMs: number) => new Promise<void>((resume) => clock.after(durationMs, resume));
  const keyOf = (name: string) => `tidemark.lock.${name}`;

  function leaseOf(name: string): Lease | null {
    try {
      return JSON.parse(notes.getItem(keyOf(name)) ?? 'null') as Lease | null;
    } catch {
      return null;
    }
  }

  const write = (name: string) =>
    notes.setItem(keyOf(name), JSON.stringify({ holder: tabId, until: clock.wall() + LEASE_MS }));
  const isOurs = (name: string) => leaseOf(name)?.holder === tabId;

  function isFree(name: string): boolean {
    const lease = leaseOf(name);
    // A lease that reaches further than any lease does was written before the clock of the device was set back.
    return lease === null || lease.until <= clock.wall() || lease.until > clock.wall() + LEASE_MS;
  }

  async function obtained(name: string, steal: boolean): Promise<void> {
    for (let mayTake = steal; !isOurs(name); mayTake = false) {
      if (mayTake || isFree(name)) {
        write(name);
        await pause(DOUBT_MS);
      } else await pause(RENEW_EVERY_MS);
    }
  }

  /** Rejects as soon as somebody else is found to hold it. */
  function watched(name: string): { readonly lost: Promise<never>; stop(): void } {
    let stop: () => void = () => undefined;
    const lost = new Promise<never>((_, reject) => {
      const renew = () => {
        if (!isOurs(name)) return reject(new Error(`Another tab has taken the lock ${name}.`));
        write(name);
        stop = clock.after(RENEW_EVERY_MS, renew);
      };
      renew();
    });
    return { lost, stop: () => stop() };
  }

  return {
    async hold(name, work, steal = false) {
      await obtained(name, steal);
      const watch = watched(name);
      try {
        return await Promise.race([work(), watch.lost]);
      } finally {
        watch.stop();
        if (isOurs(name)) notes.removeItem(keyOf(name));
      }
    },
  };
}
