import { randomBytes } from 'node:crypto';

import { Client } from 'pg';

/** A database that a spec has for itself inside a server that several specs share. */
export interface FreshDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Makes an empty database inside a running server. */
export async function freshDatabase(serverUrl: string): Promise<FreshDatabase> {
  const name = `spec_${randomBytes(6).toString('hex')}`;
  await execute(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => execute(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function execute(connectionString: string, statement: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
