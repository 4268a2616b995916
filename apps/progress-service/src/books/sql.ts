export const HEARD = `SELECT versions FROM heard WHERE user_id = $1`;

export const PUT_FACT_ASIDE = `
INSERT INTO facts_put_aside (consumer, stream_sequence, subject, body, tries, reason)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (consumer, stream_sequence) DO UPDATE
SET tries = excluded.tries, reason = excluded.reason, at = clock_timestamp()`;

export const FIND_ASIDE = `SELECT subject, body FROM facts_put_aside WHERE consumer = $1 AND stream_sequence = $2`;

export const REMOVE_ASIDE = `
DELETE FROM facts_put_aside WHERE consumer = $1 AND stream_sequence = $2 AND subject = $3`;
