/**
 * One statement for each table that keeps something of a user, made of the catalogue, so that a table of tomorrow is
 * not forgotten; of columns that may not be read nothing is said. Events are found by their streams, which have an index.
 */
export const TABLES_OF_USERS = `
SELECT
  format('%I.%I', nspname, relname) AS name,
  format(
    'SELECT row_to_json(kept) AS row FROM (SELECT %s FROM %I.%I WHERE %s ORDER BY 1, 2) AS kept',
    string_agg(format('%I', attname), ', ' ORDER BY attnum), nspname, relname,
    CASE
      WHEN relname = 'events'
        THEN format('stream_id IN (SELECT stream_id FROM %I.heads WHERE user_id = $1)', nspname)
      WHEN bool_or(attname = 'user_id') THEN 'user_id = $1'
      ELSE 'split_part(subject, ''.'', 4) = $1'
    END) AS statement
FROM pg_class
JOIN pg_namespace ON pg_namespace.oid = relnamespace
JOIN pg_attribute ON attrelid = pg_class.oid
WHERE nspname = ANY ('{accounts,audit,timer,progress,scheduler}') AND relkind IN ('r', 'p')
  AND attnum > 0 AND NOT attisdropped AND has_column_privilege(pg_class.oid, attnum, 'SELECT')
GROUP BY nspname, relname
HAVING bool_or(attname IN ('user_id', 'subject'))
ORDER BY name`;

/** Whether anything is kept under this id. */
export const IS_KNOWN = `
SELECT EXISTS (SELECT FROM accounts.users WHERE user_id = $1)
  OR EXISTS (SELECT FROM timer.heads WHERE user_id = $1)
  OR EXISTS (SELECT FROM progress.heads WHERE user_id = $1) AS "isKnown"`;
