import { Writable } from 'node:stream';

import { takenBy } from './last-words';

describe('what is still to be written when a command ends', () => {
  it('is waited for, however slowly somebody reads', async () => {
    const taken: string[] = [];
    const slow = new Writable({
      write: (chunk: Buffer, _encoding, next) => setImmediate(() => (taken.push(chunk.toString()), next())),
    });
    for (const word of ['one', 'two', 'three']) slow.write(word);

    await takenBy(slow);

    expect(taken.join('')).toBe('onetwothree');
  });

  it('is not waited for where nobody reads any more', async () => {
    const gone = new Writable();
    gone.on('error', () => undefined).destroy();

    await expect(takenBy(gone)).resolves.toBeUndefined();
  });
});
