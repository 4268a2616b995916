/** Over all services; schemas are named, and instants leave as milliseconds. */
export const DEAD_LETTERS = `
SELECT service || '/' || consumer || '/' || place AS letter, what, tries, reason,
  (extract(epoch FROM at) * 1000)::float8 AS "putAsideAt"
FROM (
  SELECT 'timer' AS service, consumer, lane || '.' || position AS place, 'event ' || event_id AS what,
    NULL::integer AS tries, reason, at
  FROM timer.dead_letters
  UNION ALL
  SELECT 'progress', consumer, lane || '.' || position, 'event ' || event_id, NULL, reason, at
  FROM progress.dead_letters
  UNION ALL
  SELECT 'progress', consumer, stream_sequence::text, subject, tries, reason, at FROM progress.facts_put_aside
  UNION ALL
  SELECT 'scheduler', consumer, stream_sequence::text, subject, tries, reason, at FROM scheduler.dead_letters
) AS letters
ORDER BY at DESC, letter
LIMIT $1`;

/** What a letter says, as it came; letters that are events say nothing beside them. */
export const LETTER_BODY = `
SELECT subject, body
FROM (
  SELECT 'progress' AS service, consumer, stream_sequence::text AS place, subject, body FROM progress.facts_put_aside
  UNION ALL
  SELECT 'scheduler', consumer, stream_sequence::text, subject, body FROM scheduler.dead_letters
) AS letters
WHERE service = $1 AND consumer = $2 AND place = $3`;
