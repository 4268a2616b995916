import type { Writable } from 'node:stream';

/** Waits until all that was written has been taken; a pipe to a slow reader loses what we leave behind in it. */
export async function takenBy(stream: Writable): Promise<void> {
  // The callback comes behind everything written before, or with the error that nobody reads any more.
  await new Promise<void>((resolve) => stream.write('', () => resolve()));
}
