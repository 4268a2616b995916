/** How far the streams of each user have come, by category; each is one look at the end of an index. */
export const NEWEST_OF_USERS = `
SELECT user_id AS "userId", ${newest('program')} AS progress, ${newest('draft')} AS drafts
FROM unnest($1::text[]) AS asked (user_id)`;

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

function newest(category: string): string {
  return `coalesce((
    SELECT max(position) FROM heads WHERE heads.user_id = asked.user_id AND category = '${category}'
  ), 0)::float8`;
}
