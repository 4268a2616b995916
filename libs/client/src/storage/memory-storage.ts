import { AREAS, type Area, type Change, type Storage } from './storage';

/** Keeps everything for as long as it is held itself: for tests, and where a browser forbids to keep anything. */
export function memoryStorage(): Storage {
  const areas = new Map(AREAS.map((area) => [area, new Map<string, unknown>()]));
  const kept = (area: Area) => areas.get(area) ?? new Map<string, unknown>();
  return {
    read: (area, key) => Promise.resolve(kept(area).get(key)),
    all: (area) => Promise.resolve(new Map(kept(area))),
    write: async (changes) => {
      // What cannot be kept shows here, before anything is.
      const copies = changes.map((change) => ({ ...change, value: structuredClone(change.value) }));
      copies.forEach((change) => apply(kept(change.area), change));
    },
  };
}

function apply(area: Map<string, unknown>, { key, value }: Change): void {
  if (value === undefined) area.delete(key);
  else area.set(key, value);
}
