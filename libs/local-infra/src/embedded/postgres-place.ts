import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readlinkSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

const SYSTEM_DATA_DIR = '/var/lib/tidemark';
const OTHERS_MAY_PASS = 0o001;

/** The OS user that must run Postgres instead of root. */
export interface PostgresUser {
  readonly uid: number;
  readonly gid: number;
}

/** Postgres refuses to run as root, so root lends it the user that Debian's package made; others run it themselves. */
export function postgresUser(): PostgresUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/**
 * Where the data really goes. A checkout under a closed folder (root's home, a temporary clone) cannot be entered by
 * the user `postgres`; the data then lives under /var/lib, and the wished place becomes a pointer to it.
 */
export function postgresPlace(wishedDir: string, user: PostgresUser | undefined): string {
  if (!user || mayPass(dirname(wishedDir))) return wishedDir;
  const hash = createHash('sha256').update(wishedDir).digest('hex').slice(0, 16);
  const realDir = join(SYSTEM_DATA_DIR, hash);
  if (pointsTo(wishedDir, realDir)) return realDir;
  // Without its pointer the data belongs to a checkout that was deleted, and so was meant to be.
  rmSync(realDir, { recursive: true, force: true });
  mkdirSync(SYSTEM_DATA_DIR, { recursive: true, mode: 0o755 });
  mkdirSync(dirname(wishedDir), { recursive: true });
  rmSync(wishedDir, { recursive: true, force: true });
  symlinkSync(realDir, wishedDir);
  return realDir;
}

function mayPass(dir: string): boolean {
  if (existsSync(dir) && !(statSync(dir).mode & OTHERS_MAY_PASS)) return false;
  return dir === dirname(dir) || mayPass(dirname(dir));
}

function pointsTo(path: string, target: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true && readlinkSync(path) === target;
}
