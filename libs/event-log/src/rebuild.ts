import type { ClientBase } from 'pg';
import type { Projection } from './projection';
import type { RecordedEvent } from './recorded-event';
import { sql } from './sql';

const PAGE_MAX = 1_000;
/** The swap waits no longer than this for readers of the live tables; then it fails and can be asked for again. */
const SWAP_LOCK_WITHIN_MS = 3_000;

/** How far a rebuild has come. */
export interface RebuildProgress {
  readonly lane: number;
  readonly position: number;
  readonly end: number;
}

/** An owner's connection to the database, and the schema in which the log lives. */
export interface RebuildPlace {
  readonly owner: ClientBase;
  readonly schema: string;
}

/**
 * Folds a projection anew from the first event, in a schema `<schema>_next` beside the live one, and swaps the tables
 * in one transaction. Inside, the search path finds the new tables first, so the projection writes as it always does.
 * Killed and started again it goes on where it was.
 */
export async function rebuild(
  { owner, schema }: RebuildPlace,
  projection: Projection,
  report: (progress: RebuildProgress) => void = () => undefined,
): Promise<void> {
  const next = `${schema}_next`;
  const shadow: Projection = { ...projection, name: `${projection.name}_next` };
  await owner.query(`SET search_path = ${schema}`);
  await inTransaction(owner, () => prepare(owner, schema, next, shadow));
  await owner.query(`SET search_path = ${next}, ${schema}`);
  while (await inTransaction(owner, () => catchUp(owner, shadow, report)));
  await inTransaction(owner, async () => {
    await owner.query(`SET LOCAL lock_timeout = ${SWAP_LOCK_WITHIN_MS}`);
    // From here on the live runners leave their cursors alone, and both are at the end of what is committed.
    await owner.query(sql.lockCursors.text, [projection.name]);
    while (await catchUp(owner, shadow, report));
    for (const table of projection.tables) {
      await owner.query(`DROP TABLE ${schema}.${table}`);
      await owner.query(`ALTER TABLE ${next}.${table} SET SCHEMA ${schema}`);
    }
    await owner.query(sql.adoptCursors.text, [projection.name, shadow.name]);
    await owner.query(sql.dropCursors.text, [shadow.name]);
    await owner.query(`DROP SCHEMA ${next}`);
  });
  await owner.query(`SET search_path = ${schema}`);
}

async function prepare(owner: ClientBase, schema: string, next: string, shadow: Projection): Promise<void> {
  await owner.query(`CREATE SCHEMA IF NOT EXISTS ${next}`);
  await owner.query(sql.addCursors.text, [shadow.name]);
  for (const table of shadow.tables) {
    const { rows } = await owner.query<{ statement: string }>(sql.twin.text, [schema, next, table]);
    for (const { statement } of rows) await owner.query(statement);
  }
}

/** Each lane one page further; false when all are at their end. */
async function catchUp(
  owner: ClientBase,
  shadow: Projection,
  report: (progress: RebuildProgress) => void,
): Promise<boolean> {
  const { rows: behind } = await owner.query<{ lane: number; position: number; lag: number }>(sql.behind.text, [
    shadow.name,
  ]);
  for (const { lane, position, lag } of behind) {
    const { rows: page } = await owner.query<RecordedEvent>(sql.lane.text, [lane, position, PAGE_MAX]);
    await shadow.apply(page, owner);
    const reached = page.at(-1)?.position ?? position;
    await owner.query(sql.moveCursor.text, [shadow.name, lane, reached]);
    report({ lane, position: reached, end: position + lag });
  }
  return behind.length > 0;
}

async function inTransaction<Result>(owner: ClientBase, work: () => Promise<Result>): Promise<Result> {
  await owner.query('BEGIN');
  try {
    const result = await work();
    await owner.query('COMMIT');
    return result;
  } catch (failure) {
    await owner.query('ROLLBACK');
    throw failure;
  }
}
