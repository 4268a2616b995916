/** The schema is the connection's, so names are bare; a condition that is null holds always. Instants leave as milliseconds. */
export const COUNT_RANGE = `
SELECT
  split_part(stream_id, '-', 1) AS category, type, count(*)::float8 AS events,
  (extract(epoch FROM min(occurred_at)) * 1000)::float8 AS "firstAt",
  (extract(epoch FROM max(occurred_at)) * 1000)::float8 AS "lastAt"
FROM unnest($1::integer[], $2::bigint[], $3::bigint[]) AS stretch (in_lane, after, up_to)
JOIN events ON lane = in_lane AND position > after AND position <= up_to
WHERE ($4::text IS NULL OR stream_id = $4) AND ($5::text IS NULL OR user_id = $5) AND ($6::text IS NULL OR type = $6)
  AND ($7::timestamptz IS NULL OR occurred_at >= $7) AND ($8::timestamptz IS NULL OR occurred_at < $8)
GROUP BY category, type
ORDER BY category, type`;

/** Where a part of a log begins and ends, lane by lane. */
export const STRETCHES = `
SELECT
  lane, least(coalesce($2::bigint, 0), position)::float8 AS position,
  least(coalesce($3::bigint, position), position)::float8 AS until
FROM lanes
WHERE $1::integer IS NULL OR lane = $1
ORDER BY lane`;

export const LANE_OF_STREAM = `SELECT lane FROM heads WHERE stream_id = $1`;

export const REPLAYS = `
SELECT
  name, sum(told)::float8 AS told, min(selection) AS selection, sum(until - position)::float8 AS "positionsLeft",
  (extract(epoch FROM min(begun_at)) * 1000)::float8 AS "begunAt"
FROM replays
GROUP BY name
ORDER BY name`;
