/** The schema is the connection's, so names are bare. What is made or kept beside a projection reads nothing by itself. */
export const CURSORS = `
SELECT consumer, lane, cursors.position::float8 AS position, lanes.position::float8 AS "laneEnd"
FROM cursors
JOIN lanes USING (lane)
WHERE consumer !~ '_(next|previous)$'
ORDER BY consumer, lane`;

/** How far one reader has come in each lane; nowhere where it never read. */
export const REACHED = `
SELECT lanes.lane, coalesce(cursors.position, 0)::float8 AS position, lanes.position::float8 AS "laneEnd"
FROM lanes
LEFT JOIN cursors ON cursors.lane = lanes.lane AND consumer = $1
ORDER BY lanes.lane`;

/** Since when something is kept, as the switch has written it on the schema; nothing where there is no such schema. */
export const KEPT_SINCE = `SELECT obj_description(to_regnamespace($1)::oid, 'pg_namespace') AS "keptSince"`;

/** Of a projection that reads the log of its own schema. */
export const PROJECTION_LAG = `
SELECT coalesce(sum(lanes.position - cursors.position), 0)::float8 AS lag
FROM lanes
JOIN cursors USING (lane)
WHERE consumer = $1`;

/** Of the books, which hear of the log of timers by facts and know of each stream how far. */
export const BOOKS_LAG = `
SELECT coalesce(sum(heads.version - coalesce((heard.versions ->> heads.stream_id)::integer, 0)), 0)::float8 AS lag
FROM timer.heads AS heads
LEFT JOIN progress.heard AS heard USING (user_id)
WHERE heads.category IN ('timer', 'clock', 'day') AND heard.forgotten_at IS NULL`;

export const IS_THERE = `SELECT to_regnamespace($1) IS NOT NULL AS "isThere"`;
