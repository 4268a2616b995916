/** Keeps the tabs of a browser from doing the same at the same time. */
export interface Locks {
  /**
   * Does the work while nobody else holds the lock, waiting for it before. With `steal`, whoever holds it loses it.
   * Rejects, whatever the work goes on doing, where the lock was lost.
   */
  hold<Result>(name: string, work: () => Promise<Result>, steal?: boolean): Promise<Result>;
}

/** Web Locks, which a browser has on secure origins. */
export function webLocks(locks: LockManager): Locks {
  return {
    hold: (name, work, steal = false) => locks.request(name, { steal }, work) as ReturnType<typeof work>,
  };
}
