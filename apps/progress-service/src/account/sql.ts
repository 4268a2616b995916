/** What a person wrote into programs, and on which device; what was done when stays, so that everything still folds. */
export const BLANK_PROGRAM_EVENTS = `
UPDATE events
SET device_id = NULL, data = CASE WHEN data ? 'exerciseLogs' THEN data || '{"exerciseLogs": "[]"}' ELSE data END
WHERE stream_id = $1`;

/**
 * What a form held in all of its versions, what it was called and about, which fields were touched, and on which
 * devices; also what refusals quote. Ids, times, and how many versions there were stay.
 */
export const BLANK_DRAFT_EVENTS = `
WITH refusals AS (
  UPDATE commands SET rejection = rejection::jsonb ->> 0
  WHERE user_id = (SELECT user_id FROM events WHERE stream_id = $1 LIMIT 1) AND stream_id = $1 AND rejection LIKE '[%'
)
UPDATE events
SET device_id = NULL, data = data || (
  SELECT coalesce(jsonb_object_agg(name, blank), '{}')
  FROM jsonb_each('{
    "title": "", "dataJson": "{}", "sentJson": "{}", "subjectId": null, "changed": [], "overwritten": [], "paths": null,
    "device": {"deviceId": null, "deviceInfoJson": null}}') AS blanks (name, blank)
  WHERE data ? name
)
WHERE stream_id = $1`;
