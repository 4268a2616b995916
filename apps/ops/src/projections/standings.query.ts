import { asideOf } from '@tidemark/event-log';
import type { Access } from '../access/access';
import { everyProjection, type Rebuildable } from './every-projection';
import { BOOKS_LAG, IS_THERE, KEPT_SINCE, PROJECTION_LAG, REACHED } from './sql';
import type { LaneStanding } from './rebuild-meter';

/** How a projection stands, and what there is beside it. */
export interface Standing {
  readonly projection: string;
  readonly schema: string;
  readonly tables: readonly string[];
  /** Events that it does not contain yet. */
  readonly lag: number;
  /** How many events an unfinished rebuild has read, and of how many. */
  readonly rebuilding: { readonly events: number; readonly of: number } | null;
  /** Since when what was live before is kept. */
  readonly keptSince: string | null;
}

export function standings(access: Access): Promise<readonly Standing[]> {
  return Promise.all(everyProjection.map((rebuildable) => standingOf(access, rebuildable)));
}

async function standingOf(access: Access, { projection, schema, log }: Rebuildable): Promise<Standing> {
  const { name, tables, writers } = projection;
  const next = asideOf({ schema }, projection, 'next');
  const previous = asideOf({ schema }, projection, 'previous');
  const logged = access.database(log);
  const lag = writers
    ? await access.database(schema).query<{ lag: number }>(BOOKS_LAG)
    : await logged.query<{ lag: number }>(PROJECTION_LAG, [name]);
  const isRebuilding = await logged.query<{ isThere: boolean }>(IS_THERE, [next.schema]);
  const lanes = await logged.query<LaneStanding>(REACHED, [next.consumer]);
  const kept = await logged.query<{ keptSince: string | null }>(KEPT_SINCE, [previous.schema]);
  return {
    projection: name,
    schema,
    tables,
    lag: lag.rows[0]?.lag ?? 0,
    rebuilding: isRebuilding.rows[0]?.isThere
      ? { events: sum(lanes.rows, 'position'), of: sum(lanes.rows, 'laneEnd') }
      : null,
    keptSince: kept.rows[0]?.keptSince ?? null,
  };
}

const sum = (lanes: readonly LaneStanding[], name: 'position' | 'laneEnd'): number =>
  lanes.reduce((total, lane) => total + lane[name], 0);
