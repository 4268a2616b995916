import { migrate } from './migrate';

async function run(): Promise<void> {
  const url = process.env['TIDEMARK_POSTGRES_URL'];
  if (!url) throw new Error('TIDEMARK_POSTGRES_URL is not set; it names the database to migrate.');
  const names = await migrate(url);
  process.stdout.write(names.length > 0 ? `Migrated: ${names.join(', ')}.\n` : 'The database is up to date.\n');
}

run().catch((failure: unknown) => {
  process.stderr.write(`The migration failed: ${failure instanceof Error ? failure.message : String(failure)}\n`);
  process.exitCode = 1;
});
