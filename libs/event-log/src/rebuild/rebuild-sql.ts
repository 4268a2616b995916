/** What making tables anew takes beside the statements of the log; nothing of it is asked often enough to be prepared. */
export const rebuildSql = {
  // A twin of a table without its rows: the same columns, checks, keys, indexes, settings and grants, names included.
  twin: `
WITH twin (live, name) AS (
  SELECT format('%I.%I', $1::text, $3::text), format('%I.%I', $2::text, $3::text)
)
SELECT statement
FROM twin
CROSS JOIN LATERAL (
  SELECT 1 AS step, format('CREATE TABLE %s (LIKE %s INCLUDING ALL EXCLUDING INDEXES)', name, live) AS statement
  UNION ALL
  SELECT 2, format('ALTER TABLE %s ADD CONSTRAINT %I %s', name, conname, pg_get_constraintdef(oid))
  FROM pg_constraint
  WHERE conrelid = live::regclass AND contype IN ('p', 'u')
  UNION ALL
  SELECT 3, replace(pg_get_indexdef(indexrelid), format(' ON %s ', live), format(' ON %s ', name))
  FROM pg_index
  WHERE indrelid = live::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
  UNION ALL
  SELECT 4, format('ALTER TABLE %s SET (%s)', name, array_to_string(reloptions, ', '))
  FROM pg_class
  WHERE oid = live::regclass AND reloptions IS NOT NULL
  UNION ALL
  SELECT 5, format('GRANT %s ON %s TO %s', privilege_type, name, grantee::regrole)
  FROM pg_class
  CROSS JOIN LATERAL aclexplode(relacl)
  WHERE oid = live::regclass AND grantee <> 0
) AS making
WHERE to_regclass(name) IS NULL
ORDER BY step`,

  // Not behind the ends of the lanes, which go on moving, but behind where they were seen.
  behind: `
SELECT ends.lane, cursors.position::float8, ends.position::float8 AS "end"
FROM unnest($2::integer[], $3::bigint[]) AS ends (lane, position)
JOIN cursors ON cursors.consumer = $1 AND cursors.lane = ends.lane
WHERE ends.position > cursors.position
ORDER BY ends.lane`,

  // Columns of tables that do not look alike: a migration has come between them.
  otherShapes: `
WITH columns AS (
  SELECT nspname AS place, relname AS name, string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum) AS shape
  FROM pg_class
  JOIN pg_namespace ON pg_namespace.oid = relnamespace
  JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
  WHERE nspname IN ($1, $2) AND relname = ANY ($3::text[])
  GROUP BY nspname, relname
)
SELECT live.name
FROM columns AS live
JOIN columns AS aside ON aside.name = live.name AND aside.place = $2
WHERE live.place = $1 AND aside.shape <> live.shape
ORDER BY live.name`,

  takeAlone: `SELECT pg_advisory_lock(hashtext('rebuild of ' || $1::text))`,
  leaveAlone: `SELECT pg_advisory_unlock(hashtext('rebuild of ' || $1::text))`,

  lockCursors: `SELECT lane FROM cursors WHERE consumer = $1 ORDER BY lane FOR UPDATE`,

  adoptCursors: `
INSERT INTO cursors (consumer, lane, position)
SELECT $1, lane, position FROM cursors WHERE consumer = $2
ON CONFLICT (consumer, lane) DO UPDATE SET position = excluded.position`,

  // So that everybody can see since when it is kept.
  stampSchema: `
SELECT format(
  'COMMENT ON SCHEMA %I IS %L', $1::text, to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
) AS statement`,

  dropCursors: `DELETE FROM cursors WHERE consumer = $1`,
} as const;
