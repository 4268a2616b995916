import type { Client } from 'pg';

/** Each row is one statement; the order is that of the names, so that two databases compare line by line. */
const DESCRIPTION = `
WITH schemas AS (
  SELECT oid, nspname AS name FROM pg_namespace WHERE nspname IN ('accounts', 'audit', 'progress', 'scheduler', 'timer')
), tables AS (
  SELECT pg_class.oid, format('%I.%I', schemas.name, relname) AS name, reloptions, relacl
  FROM pg_class JOIN schemas ON schemas.oid = relnamespace
  WHERE relkind IN ('r', 'p')
), routines AS (
  SELECT pg_proc.oid, format('%I.%I', schemas.name, proname) AS name, proacl
  FROM pg_proc JOIN schemas ON schemas.oid = pronamespace
), columns AS (
  SELECT attrelid, attnum, concat_ws(' ',
    format('  %I %s', attname, format_type(atttypid, atttypmod)),
    CASE WHEN attcollation <> typcollation THEN format('COLLATE %I', collname) END,
    CASE WHEN attnotnull THEN 'NOT NULL' END,
    'DEFAULT ' || pg_get_expr(adbin, adrelid)) AS line
  FROM pg_attribute
  JOIN pg_type ON pg_type.oid = atttypid
  LEFT JOIN pg_collation ON pg_collation.oid = attcollation
  LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  WHERE attnum > 0 AND NOT attisdropped
), statements (kind, place, name, statement) AS (
  SELECT 1, name, '', format('CREATE SCHEMA %I', name) FROM schemas
  UNION ALL
  SELECT 2, name, '', format(E'CREATE TABLE %s (\\n%s\\n)%s', name,
    (SELECT string_agg(line, E',\\n' ORDER BY attnum) FROM columns WHERE attrelid = oid),
    ' WITH (' || array_to_string(reloptions, ', ') || ')')
  FROM tables
  UNION ALL
  SELECT 3, name, conname, format('ALTER TABLE %s ADD CONSTRAINT %I %s', name, conname, pg_get_constraintdef(pg_constraint.oid))
  FROM tables JOIN pg_constraint ON conrelid = tables.oid
  WHERE contype IN ('p', 'u', 'f', 'c', 'x')
  UNION ALL
  SELECT 4, name, indexrelid::regclass::text, pg_get_indexdef(indexrelid)
  FROM tables JOIN pg_index ON indrelid = tables.oid
  WHERE NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
  UNION ALL
  SELECT 5, name, '', rtrim(pg_get_functiondef(oid), E'\\n') FROM routines
  UNION ALL
  SELECT 6, name, tgname, pg_get_triggerdef(pg_trigger.oid)
  FROM tables JOIN pg_trigger ON tgrelid = tables.oid
  WHERE NOT tgisinternal
  UNION ALL
  SELECT 7, name, grantee::regrole::text, format('GRANT %s ON %s TO %s',
    string_agg(privilege_type, ', ' ORDER BY privilege_type), name, grantee::regrole)
  FROM (
    SELECT name, relacl AS acl FROM tables UNION ALL SELECT 'FUNCTION ' || name, proacl FROM routines
  ) AS owned
  CROSS JOIN LATERAL aclexplode(acl)
  WHERE grantee <> grantor
  GROUP BY name, grantee
)
SELECT statement FROM statements ORDER BY kind, place COLLATE "C", name COLLATE "C", statement COLLATE "C"`;

/** Everything that the migrations have made, read from the catalogue, the same on every version of Postgres. */
export async function describeSchemas(client: Client): Promise<string> {
  const { rows } = await client.query<{ statement: string }>(DESCRIPTION);
  return rows.map(({ statement }) => `${statement};\n`).join('\n');
}
