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
