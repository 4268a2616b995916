import 'fake-indexeddb/auto';

import { indexedStorage } from './indexed-storage';
import { memoryStorage } from './memory-storage';
import type { Storage } from './storage';

let opened = 0;
const adapters: [name: string, open: () => Promise<Storage>][] = [
  ['memory', () => Promise.resolve(memoryStorage())],
  ['IndexedDB', () => indexedStorage(`test-${(opened += 1)}`)],
];

describe.each(adapters)('a storage in %s', (_, open) => {
  it('gives back what was kept, apart by area', async () => {
    const storage = await open();
    await storage.write([
      { area: 'outbox', key: 'a', value: { order: 1 } },
      { area: 'states', key: 'a', value: 'other' },
    ]);
    expect(await storage.read('outbox', 'a')).toEqual({ order: 1 });
    expect(await storage.read('states', 'a')).toBe('other');
    expect(await storage.read('account', 'a')).toBeUndefined();
  });

  it('lists an area by key, and forgets what is undefined', async () => {
    const storage = await open();
    const kept = (key: string, value: unknown) => ({ area: 'outbox', key, value }) as const;
    await storage.write([kept('b', 2), kept('a', 1), kept('c', 3)]);
    await storage.write([kept('b', undefined), kept('c', 4)]);
    expect(await storage.all('outbox')).toEqual(
      new Map([
        ['a', 1],
        ['c', 4],
      ]),
    );
  });

  it('keeps all of a write or nothing of it [I-23]', async () => {
    const storage = await open();
    const unkeepable = { area: 'states', key: 'x', value: () => 'a function cannot be kept' } as const;
    const write = async () => storage.write([{ area: 'outbox', key: 'a', value: 1 }, unkeepable]);
    await expect(write()).rejects.toThrow();
    expect(await storage.read('outbox', 'a')).toBeUndefined();
  });

  it('keeps what was written, not what becomes of it', async () => {
    const storage = await open();
    const value = { order: 1 };
    await storage.write([{ area: 'outbox', key: 'a', value }]);
    value.order = 2;
    expect(await storage.read('outbox', 'a')).toEqual({ order: 1 });
  });
});

describe('a storage in IndexedDB', () => {
  it('is the same for whoever opens it again', async () => {
    const first = await indexedStorage('again');
    await first.write([{ area: 'account', key: 'tokens', value: 'kept' }]);
    const second = await indexedStorage('again');
    expect(await second.read('account', 'tokens')).toBe('kept');
  });
});
