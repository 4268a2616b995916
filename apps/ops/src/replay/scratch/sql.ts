/** What a schema is for, and what of the log it holds, stands on the schema itself. */
export const LABEL = `SELECT format('COMMENT ON SCHEMA %I IS %L', $1::text, $2::text) AS statement`;

export const LABEL_OF = `
SELECT to_regnamespace($1) IS NOT NULL AS "isThere", obj_description(to_regnamespace($1)::oid, 'pg_namespace') AS label`;

export const SCRATCH_SCHEMAS = `
SELECT
  nspname AS name, obj_description(pg_namespace.oid, 'pg_namespace') AS label,
  coalesce(sum(pg_total_relation_size(pg_class.oid)) FILTER (WHERE relkind = 'r'), 0)::float8 AS bytes
FROM pg_namespace
LEFT JOIN pg_class ON relnamespace = pg_namespace.oid
WHERE starts_with(nspname, 'scratch_')
GROUP BY pg_namespace.oid, nspname
ORDER BY nspname`;

/** The schema is the first on the search path; how far each lane is folded. */
export const MAKE_STRETCHES = `
CREATE TABLE IF NOT EXISTS stretches (
  log text NOT NULL, lane integer NOT NULL, position bigint NOT NULL, until bigint NOT NULL, PRIMARY KEY (log, lane)
)`;

export const ADD_STRETCH = `
INSERT INTO stretches (log, lane, position, until) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`;

export const STRETCHES_OF = `
SELECT lane, position::float8, until::float8 FROM stretches WHERE log = $1 ORDER BY lane`;

export const MOVE_STRETCH = `UPDATE stretches SET position = $3 WHERE log = $1 AND lane = $2`;

export const HEADS_OF = `
SELECT stream_id AS "streamId", version, state FROM heads WHERE stream_id = ANY ($1)`;

export const SAVE_HEADS = `
INSERT INTO heads (stream_id, user_id, category, lane, version, position, state, due_at, occurred_at, updated_at)
SELECT
  stream_id, user_id, split_part(stream_id, '-', 1), lane, version, position, state, to_timestamp(due_at / 1000),
  to_timestamp(occurred_at / 1000), to_timestamp(recorded_at / 1000)
FROM jsonb_to_recordset($1::jsonb) AS folded (
  stream_id text, user_id text, lane integer, version integer, position bigint, state jsonb, due_at float8,
  occurred_at float8, recorded_at float8)
ON CONFLICT (stream_id) DO UPDATE SET
  version = excluded.version, position = excluded.position, state = excluded.state, due_at = excluded.due_at,
  occurred_at = greatest(heads.occurred_at, excluded.occurred_at), updated_at = excluded.updated_at`;
