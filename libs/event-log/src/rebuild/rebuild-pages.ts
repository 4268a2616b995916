import type { LaneEnds, Projection } from '../projection/projection';
import type { RebuildPlace } from './rebuild-place';
import type { RecordedEvent } from '../recorded-event';
import { rebuildSql } from './rebuild-sql';
import { sql } from '../sql';

const PAGE_MAX = 1_000;

/** How far a rebuild has come. */
export interface RebuildProgress {
  readonly lane: number;
  readonly position: number;
  readonly end: number;
}

/** Told after each page. */
export type ReportProgress = (progress: RebuildProgress) => void;

/** Where the lanes end now: two sides that are brought up to the same ends can be compared. */
export async function laneEnds({ owner }: RebuildPlace): Promise<LaneEnds> {
  const { rows } = await owner.query<{ lane: number; position: number }>(sql.positions.text);
  return { lanes: rows.map(({ lane }) => lane), positions: rows.map(({ position }) => position) };
}

/** Each lane one page further, from where the cursor of this name stands; false when all are at these ends. */
export async function applyPages(
  { owner }: RebuildPlace,
  projection: Projection,
  { lanes, positions }: LaneEnds,
  report: ReportProgress,
): Promise<boolean> {
  const values = [projection.name, lanes, positions];
  const { rows: behind } = await owner.query<RebuildProgress>(rebuildSql.behind, values);
  for (const { lane, position, end } of behind) {
    const size = Math.min(PAGE_MAX, end - position);
    const { rows: page } = await owner.query<RecordedEvent>(sql.lane.text, [lane, position, size]);
    await projection.apply(page, owner);
    const reached = page.at(-1)?.position ?? end;
    await owner.query(sql.moveCursor.text, [projection.name, lane, reached]);
    report({ lane, position: reached, end });
  }
  return behind.length > 0;
}

/** Again and again, until nothing is left to do. */
export async function untilTheEnd(step: () => Promise<boolean>): Promise<void> {
  while (await step());
}
