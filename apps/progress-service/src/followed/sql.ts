/** How far the streams of each user have come, by category. */
export const NEWEST_OF_USERS = `
SELECT user_id AS "userId",
  coalesce(max(position) FILTER (WHERE category = 'program'), 0)::float8 AS progress,
  coalesce(max(position) FILTER (WHERE category = 'draft'), 0)::float8 AS drafts
FROM heads
WHERE user_id = ANY ($1::text[])
GROUP BY user_id`;

/** Each workout that changed after a position, as it stands now, by its last change. */
export const WORKOUTS_SINCE = `
SELECT head.stream_id AS "streamId", changed.week, changed.day, changed.position::float8 AS revision,
  head.state #> ARRAY['weeks', changed.week::text, changed.day::text] AS workout
FROM heads AS head
CROSS JOIN LATERAL (
  SELECT (data ->> 'week')::integer AS week, (data ->> 'day')::integer AS day, max(position) AS position
  FROM events
  WHERE stream_id = head.stream_id AND position > $2
  GROUP BY 1, 2
) AS changed
WHERE head.user_id = $1 AND head.category = 'program' AND head.position > $2
ORDER BY changed.position
LIMIT $3`;
