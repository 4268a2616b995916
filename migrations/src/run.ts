import { readFileSync } from 'node:fs';
import { migrate } from './migrate';

async function run(): Promise<void> {
  const names = await migrate(databaseUrl());
  process.stdout.write(names.length > 0 ? `Migrated: ${names.join(', ')}.\n` : 'The database is up to date.\n');
}

function databaseUrl(): string {
  const { TIDEMARK_POSTGRES_URL: url, TIDEMARK_POSTGRES_URL_FILE: file } = process.env;
  if (url) return url;
  if (file) return readFileSync(file, 'utf8').trim();
  throw new Error('TIDEMARK_POSTGRES_URL is not set; it names the database to migrate.');
}

run().catch((failure: unknown) => {
  process.stderr.write(`The migration failed: ${failure instanceof Error ? failure.message : String(failure)}\n`);
  process.exitCode = 1;
});
