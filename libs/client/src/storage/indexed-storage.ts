import { AREAS, type Area, type Change, type Storage } from './storage';

const VERSION = 1;

/** Keeps everything in a database of the browser; rejects where the browser forbids that. */
export async function indexedStorage(name: string): Promise<Storage> {
  let database = await open(name);

  /** A browser may close a database at any time, as on a phone that runs short of memory. */
  async function within<Result>(
    mode: IDBTransactionMode,
    areas: readonly Area[],
    work: (transaction: IDBTransaction) => Promise<Result>,
  ): Promise<Result> {
    try {
      return await work(database.transaction(areas, mode, { durability: 'strict' }));
    } catch (failure) {
      if (!(failure instanceof DOMException) || failure.name !== 'InvalidStateError') throw failure;
      database = await open(name);
      return work(database.transaction(areas, mode, { durability: 'strict' }));
    }
  }

  return {
    read: (area, key) => within('readonly', [area], (transaction) => done(transaction.objectStore(area).get(key))),
    all: (area) =>
      within('readonly', [area], async (transaction) => {
        const store = transaction.objectStore(area);
        const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
        return new Map(keys.map((key, nth) => [String(key), values[nth] as unknown]));
      }),
    write: async (changes) => {
      if (changes.length === 0) return;
      const areas = [...new Set(changes.map(({ area }) => area))];
      await within('readwrite', areas, (transaction) => {
        try {
          for (const change of changes) apply(transaction.objectStore(change.area), change);
        } catch (failure) {
          transaction.abort();
          throw failure;
        }
        return committed(transaction);
      });
    },
  };
}

function open(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, VERSION);
  request.onupgradeneeded = () => AREAS.forEach((area) => request.result.createObjectStore(area));
  return done(request).then((database) => {
    // Another tab with a newer version of this code must not wait for this one.
    database.onversionchange = () => database.close();
    return database;
  });
}

function apply(store: IDBObjectStore, { key, value }: Change): void {
  if (value === undefined) store.delete(key);
  else store.put(value, key);
}

function done<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser kept nothing.'));
  });
}

/** What was only asked for may still be refused, as where the disk is full: it is kept when the whole is through. */
function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('The browser kept nothing.'));
  });
}
