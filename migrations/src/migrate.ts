import { Client, DatabaseError } from 'pg';
import { DataSource } from 'typeorm';
import { everyMigration } from './every-migration';

/** Any number, as long as nothing else in the database locks it. */
const MIGRATORS = 7_418_203_651;
/** Nobody who writes is kept waiting longer than this, and neither is another migrator before it asks again. */
const LOCK_TIMEOUT_MS = 3_000;
const ATTEMPTS_MAX = 40;
const LOCK_NOT_AVAILABLE = '55P03';
const OPTIONS = `-c lock_timeout=${LOCK_TIMEOUT_MS} -c search_path=public`;

/** Brings a database to today's tables; says which migrations ran. Two at once take turns, the second finds nothing. */
export async function migrate(url: string): Promise<readonly string[]> {
  const guard = new Client({ connectionString: url, options: OPTIONS });
  await guard.connect();
  try {
    await takeTurn(guard);
    return await runMigrations(url);
  } finally {
    await guard.end();
  }
}

/** The lock belongs to the session, so that a migrator that dies lets the next one go on. */
async function takeTurn(guard: Client): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await guard.query('SELECT pg_advisory_lock($1)', [MIGRATORS]);
      return;
    } catch (failure) {
      const isTaken = failure instanceof DatabaseError && failure.code === LOCK_NOT_AVAILABLE;
      if (!isTaken || attempt === ATTEMPTS_MAX) throw failure;
    }
  }
}

async function runMigrations(url: string): Promise<readonly string[]> {
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations: [...everyMigration],
    migrationsTransactionMode: 'each',
    extra: { options: OPTIONS },
  });
  await source.initialize();
  try {
    return (await source.runMigrations()).map(({ name }) => name);
  } finally {
    await source.destroy();
  }
}
