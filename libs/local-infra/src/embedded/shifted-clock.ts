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
  private readonly dir = mkdtempSync(join(tmpdir(), 'tidemark-clock-'));
  private readonly file = join(this.dir, 'offset');

  constructor() {
    chmodSync(this.dir, 0o755);
    this.shift(0);
  }

  /** What a process must be started with to read this clock. */
  get environment(): Readonly<Record<string, string>> {
    const library = findClockLibrary();
    if (!library) throw new Error(`No process can be given a clock of its own: install the package ${CLOCK_PACKAGE}.`);
    return {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: this.file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    };
  }

  /** Sets it so far ahead of the machine's clock, for all its readers at once. */
  shift(aheadMs: number): void {
    const seconds = (aheadMs / 1_000).toFixed(3);
    // A reader must never find half a line, so the file is replaced and not written over.
    writeFileSync(`${this.file}.next`, `${aheadMs < 0 ? '' : '+'}${seconds}\n`, { mode: 0o644 });
    renameSync(`${this.file}.next`, this.file);
  }

  /** Forgets it, when nobody reads it any more. */
  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** Debian keeps libraries in a folder of the machine's architecture. */
function withFolders(root: string): readonly string[] {
  if (!existsSync(root)) return [];
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [root, ...folders.map(({ name }) => join(root, name))];
}
