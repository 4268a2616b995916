import type { Projection } from './projection';
import type { RebuildPlace } from './rebuild-place';
import type { RecordedEvent } from './recorded-event';
import { sql } from './sql';

const PAGE_MAX = 1_000;

/** How far a rebuild has come. */
export interface RebuildProgress {
  readonly lane: number;
  readonly position: number;
  readonly end: number;
}

/** Told after each page. */
export type ReportProgress = (progress: RebuildProgress) => void;

/** Each lane one page further, from where the cursor of this name stands; false when all are at their end. */
export async function applyPages(
  { owner }: RebuildPlace,
  projection: Projection,
  report: ReportProgress,
): Promise<boolean> {
  const { rows: behind } = await owner.query<{ lane: number; position: number; lag: number }>(sql.behind.text, [
    projection.name,
  ]);
  for (const { lane, position, lag } of behind) {
    const { rows: page } = await owner.query<RecordedEvent>(sql.lane.text, [lane, position, PAGE_MAX]);
    await projection.apply(page, owner);
    const reached = page.at(-1)?.position ?? position;
    await owner.query(sql.moveCursor.text, [projection.name, lane, reached]);
    report({ lane, position: reached, end: position + lag });
  }
  return behind.length > 0;
}

/** Again and again, until nothing is left to do. */
export async function untilTheEnd(step: () => Promise<boolean>): Promise<void> {
  while (await step());
}
