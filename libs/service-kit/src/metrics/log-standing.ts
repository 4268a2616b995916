import { registry } from '@tidemark/contracts';
import type { Pool } from 'pg';
import { metrics } from './metrics';

const LAGS = `
SELECT consumer AS reader, cursors.lane::text AS lane, (lanes.position - cursors.position)::float8 AS lag
FROM cursors JOIN lanes USING (lane)`;

/** One look into the index for each category, whatever the number of deadlines. */
const OVERDUE = `
SELECT category, greatest(0, extract(epoch FROM clock_timestamp() - first.due_at))::float8 AS seconds
FROM unnest($1::text[]) AS category CROSS JOIN LATERAL (
  SELECT min(due_at) AS due_at FROM heads WHERE heads.category = category.category
) AS first
WHERE first.due_at IS NOT NULL`;

/** Shows how far the readers of a log are behind it, and how long its deadlines wait. */
export function showLogStanding(database: Pool, schema: string): void {
  metrics.laneLag.ask(async () => {
    const { rows } = await database.query<{ reader: string; lane: string; lag: number }>(LAGS);
    return rows.map(({ reader, lane, lag }) => ({ labels: { schema, reader, lane }, value: lag }));
  });
  metrics.overdueSeconds.ask(async () => {
    const categories = registry.map(({ category }) => category);
    const { rows } = await database.query<{ category: string; seconds: number }>(OVERDUE, [categories]);
    return rows.map(({ category, seconds }) => ({ labels: { category }, value: seconds }));
  });
}

/** Shows how many letters wait in a table of a service; they are few, or somebody is called. */
export function showLetters(database: Pool, schema: string, table: 'dead_letters' | 'facts_put_aside'): void {
  metrics.deadLetters.ask(async () => {
    const { rows } = await database.query<{ letters: number }>(`SELECT count(*)::float8 AS letters FROM ${table}`);
    return rows.map(({ letters }) => ({ labels: { box: `${schema}.${table}` }, value: letters }));
  });
}
