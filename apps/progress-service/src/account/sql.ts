/** What a person wrote into programs, and on which device; what was done when stays, so that everything still folds. */
export const BLANK_PROGRAM_EVENTS = `
UPDATE events
SET device_id = NULL, data = CASE WHEN data ? 'exerciseLogs' THEN data || '{"exerciseLogs": "[]"}' ELSE data END
WHERE stream_id = $1`;
