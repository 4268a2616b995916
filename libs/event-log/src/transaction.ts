import type { Pool, PoolClient } from 'pg';

/** Runs work in one transaction on one connection; whatever is thrown rolls it back. */
export async function transaction<Result>(pool: Pool, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const breakage = (error: Error) => (broken = error);
  // The pool listens to its idle connections only; nobody listening to this one would end the process.
  client.on('error', breakage);
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (failure) {
    await client.query('ROLLBACK').catch(breakage);
    throw failure;
  } finally {
    client.off('error', breakage);
    client.release(broken);
  }
}
