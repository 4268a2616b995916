/** Timers that should have ended by then and have not. */
export const TIMERS_DUE_BY = `
SELECT EXISTS (
  SELECT FROM heads WHERE category = 'timer' AND due_at <= to_timestamp($1::float8 / 1000)
) AS "isAny"`;
