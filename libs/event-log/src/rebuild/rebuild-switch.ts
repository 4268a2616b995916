import { Rejection } from '@tidemark/domain';
import type { LaneEnds, Projection } from '../projection/projection';
import { differencesOf, type TableDifference } from './rebuild-differences';
import { applyPages, laneEnds, untilTheEnd, type ReportProgress } from './rebuild-pages';
import { asideOf, pathTo, pathToLive, within, type Aside, type RebuildPlace } from './rebuild-place';
import { rebuildSql } from './rebuild-sql';
import { sql } from '../sql';

/** The switch waits no longer than this for readers of the live tables; then it fails and can be asked for again. */
const LOCK_WITHIN_MS = 3_000;

/** Decides by the differences whether others take over; whoever throws leaves everything as it is. */
export type Judge = (differences: readonly TableDifference[]) => void;

interface Switching {
  readonly from: 'next' | 'previous';
  /** Without one nothing is compared. */
  readonly judge: Judge | undefined;
  readonly report: ReportProgress;
}

/**
 * In one transaction: keeps writers away, brings both sides to the same ends of the lanes, lets the judge see how
 * they differ, and moves the tables. Readers see the one or the other, and never nothing.
 */
export async function switchOver(
  place: RebuildPlace,
  projection: Projection,
  { from, judge, report }: Switching,
): Promise<void> {
  const { owner } = place;
  const aside = asideOf(place, projection, from);
  try {
    await within(place, async () => {
      await owner.query(`SET LOCAL lock_timeout = ${LOCK_WITHIN_MS}`);
      await owner.query(pathToLive(place));
      await mustLookAlike(place, projection, aside);
      await hold(place, projection);
      const ends = await laneEnds(place);
      await catchUpLive(place, projection, ends);
      await projection.tidy?.(owner);
      await owner.query(pathTo(aside.schema, place));
      await untilTheEnd(() => applyPages(place, { ...projection, name: aside.consumer }, ends, report));
      await projection.tidy?.(owner);
      await projection.carryOver?.(owner);
      if (judge) judge(await compared(place, projection, aside));
      await moveTables(place, projection, aside);
      await moveCursors(place, projection, aside);
    });
  } finally {
    // The connection may be what failed.
    await owner.query(pathToLive(place)).catch(() => undefined);
  }
}

/** What was made before a migration is of no use after it. */
async function mustLookAlike(
  { owner, schema }: RebuildPlace,
  { name, tables }: Projection,
  aside: Aside,
): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(rebuildSql.otherShapes, [schema, aside.schema, tables]);
  const [first] = rows;
  if (!first) return;
  const what = `A migration has changed ${first.name} since ${aside.schema} was made; make ${name} anew from the first event.`;
  throw new Rejection('projection/outdated', what);
}

/** Given up before those who are kept away would give up themselves. */
async function compared(
  { owner, schema }: RebuildPlace,
  { tables, writers }: Projection,
  aside: Aside,
): Promise<readonly TableDifference[]> {
  if (writers) await owner.query(`SET LOCAL statement_timeout = ${writers.patienceMs}`);
  return differencesOf(owner, tables, { before: schema, after: aside.schema });
}

async function hold({ owner }: RebuildPlace, { name, writers }: Projection): Promise<void> {
  if (writers) return writers.hold(owner);
  await owner.query(sql.addCursors.text, [name]);
  // From here on the live runners leave their cursors alone.
  await owner.query(rebuildSql.lockCursors, [name]);
}

async function catchUpLive(place: RebuildPlace, projection: Projection, ends: LaneEnds): Promise<void> {
  if (projection.writers) return projection.writers.catchUp(place.owner, ends);
  return untilTheEnd(() => applyPages(place, projection, ends, () => undefined));
}

async function moveTables({ owner, schema }: RebuildPlace, projection: Projection, { schema: from }: Aside) {
  const previous = asideOf({ schema }, projection, 'previous').schema;
  const leaving = `${previous}_leaving`;
  await owner.query(`CREATE SCHEMA ${leaving}`);
  for (const table of projection.tables) {
    await owner.query(`ALTER TABLE ${schema}.${table} SET SCHEMA ${leaving}`);
    await owner.query(`ALTER TABLE ${from}.${table} SET SCHEMA ${schema}`);
  }
  await owner.query(`DROP SCHEMA ${from}`);
  await owner.query(`DROP SCHEMA IF EXISTS ${previous} CASCADE`);
  await owner.query(`ALTER SCHEMA ${leaving} RENAME TO ${previous}`);
  const { rows } = await owner.query<{ statement: string }>(rebuildSql.stampSchema, [previous]);
  for (const { statement } of rows) await owner.query(statement);
}

/** Both sides are at the end now, and whoever has no cursor of its own gets one for the way back. */
async function moveCursors(place: RebuildPlace, projection: Projection, { consumer }: Aside): Promise<void> {
  const { owner } = place;
  const previous = asideOf(place, projection, 'previous').consumer;
  await owner.query(pathToLive(place));
  if (!projection.writers) await owner.query(rebuildSql.adoptCursors, [projection.name, consumer]);
  if (consumer === previous) return;
  await owner.query(rebuildSql.adoptCursors, [previous, consumer]);
  await owner.query(rebuildSql.dropCursors, [consumer]);
}
