import type { ClientBase } from 'pg';
import type { Projection } from '../projection/projection';
import { rebuildSql } from './rebuild-sql';

/** Whoever else is at it, perhaps a connection whose process was killed, is waited for so long. */
const ALONE_WITHIN_MS = 15_000;

/** An owner's connection to the database, and where the tables of a projection are. */
export interface RebuildPlace {
  readonly owner: ClientBase;
  readonly schema: string;
  /** Where the log is that they are folded from; their own schema where nothing else is said. */
  readonly log?: string;
}

/** Where the same tables stand beside the live ones, and under which name it is known how far they are. */
export interface Aside {
  readonly schema: string;
  readonly consumer: string;
}

/** The schema in which a projection is made anew, or in which it is kept after another one took over. */
export function asideOf(
  { schema }: Pick<RebuildPlace, 'schema'>,
  { name }: Pick<Projection, 'name'>,
  which: 'next' | 'previous',
): Aside {
  return { schema: `${schema}_${name}_${which}`, consumer: `${name}_${which}` };
}

/** The tables are found where they are made anew or kept, and what they are folded from in the log. */
export function pathTo(aside: string, { schema, log = schema }: RebuildPlace): string {
  return `SET search_path = ${aside}, ${log}`;
}

/** The live tables; where another log lives beside them, it is not the one that is meant. */
export function pathToLive({ schema, log = schema }: RebuildPlace): string {
  return `SET search_path = ${log}, ${schema}`;
}

/** One transaction of the owner. */
export async function within<Result>({ owner }: RebuildPlace, work: () => Promise<Result>): Promise<Result> {
  await owner.query('BEGIN');
  try {
    const result = await work();
    await owner.query('COMMIT');
    return result;
  } catch (failure) {
    // A connection that is gone cannot take anything back, and its end has done it.
    await owner.query('ROLLBACK').catch(() => undefined);
    throw failure;
  }
}

/** Nobody else makes this projection anew, or moves it, at the same time. */
export async function alone<Result>(
  { owner, schema }: RebuildPlace,
  { name }: Pick<Projection, 'name'>,
  work: () => Promise<Result>,
): Promise<Result> {
  const key = [`${schema}.${name}`];
  await owner.query(`SET lock_timeout = ${ALONE_WITHIN_MS}`);
  await owner.query(rebuildSql.takeAlone, key);
  await owner.query('RESET lock_timeout');
  try {
    return await work();
  } finally {
    // Where the connection is gone, so is the lock.
    await owner.query(rebuildSql.leaveAlone, key).catch(() => undefined);
  }
}
