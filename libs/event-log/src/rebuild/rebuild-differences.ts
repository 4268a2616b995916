import type { ClientBase } from 'pg';

/** So many rows of each side are shown. */
const ROWS_SHOWN = 3;

/** How one table was before, and is after. */
export interface TableDifference {
  readonly table: string;
  readonly rowsBefore: number;
  readonly rowsAfter: number;
  /** Rows that nothing on the other side is equal to; a row that was changed is among both. */
  readonly goneCount: number;
  readonly newCount: number;
  /** The first of them. */
  readonly gone: readonly object[];
  readonly new: readonly object[];
}

/** Compares tables of the same name in two schemas, row by row; equal ones are among the answer. */
export async function differencesOf(
  owner: ClientBase,
  tables: readonly string[],
  { before, after }: { readonly before: string; readonly after: string },
): Promise<readonly TableDifference[]> {
  const differences: TableDifference[] = [];
  for (const table of tables) {
    const { rows } = await owner.query<Omit<TableDifference, 'table'>>(
      comparison(`${before}.${table}`, `${after}.${table}`),
      [ROWS_SHOWN],
    );
    differences.push({ table, ...rows[0]! });
  }
  return differences;
}

/** True where somebody would see another row. */
export function isDifferent({ goneCount, newCount }: TableDifference): boolean {
  return goneCount + newCount > 0;
}

const comparison = (before: string, after: string): string => `
WITH gone AS MATERIALIZED (TABLE ${before} EXCEPT TABLE ${after}),
  new AS MATERIALIZED (TABLE ${after} EXCEPT TABLE ${before})
SELECT
  (SELECT count(*) FROM ${before})::float8 AS "rowsBefore", (SELECT count(*) FROM ${after})::float8 AS "rowsAfter",
  (SELECT count(*) FROM gone)::float8 AS "goneCount", (SELECT count(*) FROM new)::float8 AS "newCount",
  (SELECT coalesce(jsonb_agg(shown), '[]') FROM (SELECT to_jsonb(gone) AS shown FROM gone ORDER BY 1 LIMIT $1) AS first)
    AS gone,
  (SELECT coalesce(jsonb_agg(shown), '[]') FROM (SELECT to_jsonb(new) AS shown FROM new ORDER BY 1 LIMIT $1) AS first)
    AS new`;
