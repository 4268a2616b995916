import { memoryStorage } from './memory-storage';
import type { Storage } from './storage';

/** A storage that may still have to be opened, and whether what it keeps will survive the page. */
export interface OpeningStorage extends Storage {
  readonly survives: Promise<boolean>;
}

/** Waits for a storage with every call; where it cannot be opened, all is kept for as long as the page lives. */
export function openingStorage(opening: Promise<Storage> | Storage): OpeningStorage {
  const opened = Promise.resolve(opening).then(
    (storage) => ({ storage, survives: true }),
    () => ({ storage: forgetful(memoryStorage()), survives: false }),
  );
  const storage = opened.then((found) => found.storage);
  return {
    survives: opened.then(({ survives }) => survives),
    read: async (area, key) => (await storage).read(area, key),
    all: async (area) => (await storage).all(area),
    write: async (changes) => (await storage).write(changes),
  };
}

/** It is there for as long as the page lives, and nobody is told that it was kept. */
function forgetful(memory: Storage): Storage {
  return {
    ...memory,
    async write(changes) {
      await memory.write(changes);
      throw new Error('Nothing survives this page.');
    },
  };
}
