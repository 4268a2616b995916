/** The schema is the connection's, so names are bare. */
export const CURSORS = `
SELECT consumer, lane, cursors.position::float8 AS position, lanes.position::float8 AS "laneEnd"
FROM cursors
JOIN lanes USING (lane)
ORDER BY consumer, lane`;

/** How far one reader has come in each lane; nowhere where it never read. */
export const REACHED = `
SELECT lanes.lane, coalesce(cursors.position, 0)::float8 AS position, lanes.position::float8 AS "laneEnd"
FROM lanes
LEFT JOIN cursors ON cursors.lane = lanes.lane AND consumer = $1
ORDER BY lanes.lane`;
