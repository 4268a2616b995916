import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { testInfra } from '@tidemark/local-infra';
import { describeSchemas } from './describe-schemas';
import { migrate } from './migrate';

/** The picture of the tables that is kept with the sources, so that a change of them shows in a review. */
export const SNAPSHOT = join(__dirname, '..', 'schema.sql');
const HEADLINE = '-- Made by migrations/src/snapshot.ts from a migrated database; never edited by hand.\n\n';

/** Migrates an empty database and says what it then looks like. */
export async function snapshotOf(url: string): Promise<string> {
  await migrate(url);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return HEADLINE + (await describeSchemas(client));
  } finally {
    await client.end();
  }
}

async function write(): Promise<void> {
  const infra = await testInfra({ postgres: true });
  try {
    await writeFile(SNAPSHOT, await snapshotOf(infra.postgres.url));
  } finally {
    await infra.close();
  }
}

if (require.main === module) {
  write().catch((failure: unknown) => {
    process.stderr.write(`The snapshot failed: ${String(failure)}\n`);
    process.exitCode = 1;
  });
}
