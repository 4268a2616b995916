export const FORGET_PRESENCE = `DELETE FROM presence WHERE user_id = $1`;

export const FORGET_CHECKPOINTS = `DELETE FROM checkpoints WHERE user_id = $1`;

/** What could not be applied of this person will never be. */
export const FORGET_LETTERS = `
DELETE FROM dead_letters
USING events, heads
WHERE heads.user_id = $1 AND events.stream_id = heads.stream_id
  AND dead_letters.lane = events.lane AND dead_letters.position = events.position`;
