import { execFile, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { promisify } from 'node:util';

import { binary } from './binaries';
import type { PostgresUser } from './postgres-place';

const run = promisify(execFile);

/** Who owns the private database, and what it is called. */
export const OWNER = 'tidemark';
/** The one database of a stack. */
export const DATABASE = 'tidemark';

/** Makes an empty cluster with our database in it; for tests by copying one that was made once on this machine. */
export async function createCluster(dataDir: string, user: PostgresUser | undefined, durable: boolean): Promise<void> {
  if (durable) return initialise(dataDir, user);
  rmSync(dataDir, { recursive: true, force: true });
  await run('cp', ['-a', await template(user), dataDir]);
}

async function template(user: PostgresUser | undefined): Promise<string> {
  const { stdout } = await run(binary('postgres'), ['--version']);
  const version = /\d+(\.\d+)?/.exec(stdout)?.[0];
  const uid = user?.uid ?? process.getuid?.() ?? 0;
  const ready = join(tmpdir(), `tidemark-postgres-${version}-${uid}`);
  if (existsSync(ready) && statSync(ready).uid === uid) return ready;
  // Several specs may get here at once: each makes its own, one rename wins, the others throw theirs away.
  const nursery = mkdtempSync(`${ready}-`);
  if (user) chownSync(nursery, user.uid, user.gid);
  const made = join(nursery, 'cluster');
  await initialise(made, user);
  try {
    renameSync(made, ready);
  } catch {
    if (!existsSync(ready)) throw new Error(`The folder ${ready} could not be made.`);
  } finally {
    rmSync(nursery, { recursive: true, force: true });
  }
  return ready;
}

async function initialise(dataDir: string, user: PostgresUser | undefined): Promise<void> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (user) chownSync(dataDir, user.uid, user.gid);
  const words = ['-D', dataDir, '-U', OWNER, '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  await run(binary('initdb'), words, { ...user, cwd: '/' });
  await createDatabase(dataDir, user);
}

/** Postgres' single-user mode makes the database before any port is open. */
async function createDatabase(dataDir: string, user: PostgresUser | undefined): Promise<void> {
  const single = spawn(binary('postgres'), ['--single', '-c', 'fsync=off', '-D', dataDir, 'postgres'], {
    ...user,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let complaint = '';
  single.stderr.on('data', (bytes: Buffer) => (complaint += bytes.toString()));
  single.stdin.end(`CREATE DATABASE ${DATABASE}\n`);
  const [code] = (await once(single, 'close')) as [number | null];
  if (code !== 0) throw new Error(`Postgres could not make its database.\n${complaint}`);
}
