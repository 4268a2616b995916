import { chmodSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LIBRARY = 'faketime/libfaketimeMT.so.1';
const LIBRARY_ROOTS = ['/usr/lib', '/usr/local/lib'];

/** The Debian package with which processes can be given a clock of their own. */
export const CLOCK_PACKAGE = 'libfaketime';

/** The library that stands between a process and the machine's clock; undefined where it is not installed. */
export function findClockLibrary(): string | undefined {
  return LIBRARY_ROOTS.flatMap(withFolders)
    .map((dir) => join(dir, LIBRARY))
    .find((path) => existsSync(path));
}

/**
 * A clock that some processes read instead of the machine's, and that can be set while they run. Durations stay true.
 * While a process waits for its connections, a signal handler in it sees the true time; Postgres therefore rings its
 * own alarms late (`statement_timeout`, the search for deadlocks), so stories about those leave the clock alone.
 */
export class ShiftedClock {
  /** Made for the first reader. */
  private dir: string | undefined;

  constructor(private aheadMs = 0) {}

  /** What a process must be started with to read this clock. */
  get environment(): Readonly<Record<string, string>> {
    const library = findClockLibrary();
    if (!library) throw new Error(`No process can be given a clock of its own: install the package ${CLOCK_PACKAGE}.`);
    if (!this.dir) {
      this.dir = mkdtempSync(join(tmpdir(), 'tidemark-clock-'));
      chmodSync(this.dir, 0o755);
      this.write(this.dir);
    }
    return {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: fileIn(this.dir),
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    };
  }

  /** Sets it so far ahead of the machine's clock, for all its readers at once. */
  shift(aheadMs: number): void {
    this.aheadMs = aheadMs;
    if (this.dir) this.write(this.dir);
  }

  /** Forgets it, when nobody reads it any more. */
  remove(): void {
    if (this.dir) rmSync(this.dir, { recursive: true, force: true });
  }

  /** A reader must never find half a line, so the file is replaced and not written over. */
  private write(dir: string): void {
    const sign = this.aheadMs < 0 ? '-' : '+';
    const next = `${fileIn(dir)}.next`;
    writeFileSync(next, `${sign}${(Math.abs(this.aheadMs) / 1_000).toFixed(3)}\n`, { mode: 0o644 });
    renameSync(next, fileIn(dir));
  }
}

const fileIn = (dir: string) => join(dir, 'offset');

/** Debian keeps libraries in a folder of the machine's architecture. */
function withFolders(root: string): readonly string[] {
  if (!existsSync(root)) return [];
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [root, ...folders.map(({ name }) => join(root, name))];
}
