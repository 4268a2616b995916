import type { Projection } from '../projection/projection';
import { applyPages, laneEnds, untilTheEnd, type ReportProgress } from './rebuild-pages';
import { alone, asideOf, pathTo, pathToLive, within, type RebuildPlace } from './rebuild-place';
import { switchOver, type Judge } from './rebuild-switch';
import { rebuildSql } from './rebuild-sql';
import { sql } from '../sql';

/** What a rebuild tells while it goes on, and whom it asks before the switch. */
export interface RebuildWishes {
  readonly report?: ReportProgress;
  /** Sees how old and new differ, and decides whether the new ones take over; without one nothing is compared. */
  readonly judge?: Judge;
  /** Waited for after each page of all lanes; whoever takes the time leaves the machine to others. */
  rest?(): Promise<void>;
  /** Begins at the first event, whatever an earlier run has read. */
  readonly anew?: boolean;
}

/**
 * Folds a projection anew from the first event, in a schema beside the live one, and switches over in one transaction.
 * Inside, the search path finds the new tables first, so the projection writes as it always does. Killed and started
 * again it goes on where it was. What was live until then is kept, and can be switched back to.
 */
export function rebuild(place: RebuildPlace, projection: Projection, wishes: RebuildWishes = {}): Promise<void> {
  return alone(place, projection, () => makeAnew(place, projection, wishes));
}

async function makeAnew(
  place: RebuildPlace,
  projection: Projection,
  { report = () => undefined, judge, rest, anew = false }: RebuildWishes,
): Promise<void> {
  const { owner } = place;
  const next = asideOf(place, projection, 'next');
  await within(place, async () => {
    if (anew) await forget(place, projection, 'next');
    await prepare(place, projection);
  });
  await owner.query(pathTo(next.schema, place));
  const shadow = { ...projection, name: next.consumer };
  await untilTheEnd(async () => {
    const ends = await laneEnds(place);
    const isBehind = await within(place, () => applyPages(place, shadow, ends, report));
    if (isBehind) await rest?.();
    return isBehind;
  });
  await switchOver(place, projection, { from: 'next', judge, report });
}

/** Goes back to what was live before the last switch, brought up to date; what is live now is kept in its place. */
export function rollBack(place: RebuildPlace, projection: Projection): Promise<void> {
  const switching = { from: 'previous', judge: undefined, report: () => undefined } as const;
  return alone(place, projection, () => switchOver(place, projection, switching));
}

/** Removes what was live before the last switch, or an unfinished rebuild. */
export function dropAside(place: RebuildPlace, projection: Projection, which: 'previous' | 'next'): Promise<void> {
  return alone(place, projection, () => within(place, () => forget(place, projection, which)));
}

async function forget(place: RebuildPlace, projection: Projection, which: 'previous' | 'next'): Promise<void> {
  const { schema, consumer } = asideOf(place, projection, which);
  await place.owner.query(pathToLive(place));
  await place.owner.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  await place.owner.query(rebuildSql.dropCursors, [consumer]);
}

async function prepare(place: RebuildPlace, projection: Projection): Promise<void> {
  const { owner } = place;
  const { schema, consumer } = asideOf(place, projection, 'next');
  await owner.query(pathToLive(place));
  await owner.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await owner.query(sql.addCursors.text, [consumer]);
  for (const table of projection.tables) await makeTwin(place, schema, table);
}

/** An empty table of the same shape and name in another schema, where it is not there yet. */
export async function makeTwin({ owner, schema: live }: RebuildPlace, schema: string, table: string): Promise<void> {
  const { rows } = await owner.query<{ statement: string }>(rebuildSql.twin, [live, schema, table]);
  for (const { statement } of rows) await owner.query(statement);
}
