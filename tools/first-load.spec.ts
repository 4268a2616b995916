import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** 150 KB of the 170 KB that a first page may cost, compressed. It only ever goes down. */
const BYTES_MAX = 150 * 1_024;
const BUILD_MS = 120_000;

describe('the first load of the web app', () => {
  it(
    'is no larger than a phone on the way can afford',
    () => {
      const bytes = Number(execFileSync(process.execPath, [join(__dirname, 'first-load.mjs')], { encoding: 'utf8' }));
      expect(bytes).toBeGreaterThan(50 * 1_024);
      expect(bytes).toBeLessThanOrEqual(BYTES_MAX);
    },
    BUILD_MS,
  );
});
