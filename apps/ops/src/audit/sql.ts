const ENTRY = `
  position::float8, operation_id AS "operationId", outcome, actor, action, subject, user_id AS "userId", reason,
  details, encode(details_hash, 'hex') AS "detailsHash", recorded_by AS "recordedBy",
  (extract(epoch FROM at) * 1000)::float8 AS at, encode(previous_hash, 'hex') AS "previousHash",
  encode(hash, 'hex') AS hash`;

/** The chain, link by link. */
export const ENTRIES_AFTER = `
SELECT ${ENTRY}
FROM entries
WHERE position > $1
ORDER BY entries.position
LIMIT $2`;

/** Where the chain says that it ends. */
export const CHAIN_END = `SELECT length::float8, encode(hash, 'hex') AS hash FROM chain`;

/**
 * One row for each operation, the latest first: how it began, and how it ended where it has ended. People sign in all
 * day long, so that is only told to whoever asks for it, or for all of one user.
 */
export const OPERATIONS = `
SELECT first.*, coalesce(last.outcome, first.outcome) AS outcome,
  (extract(epoch FROM last.at) * 1000)::float8 AS "endedAt", last.details AS "endDetails"
FROM (
  SELECT ${ENTRY}
  FROM entries
  WHERE ($1::text IS NULL OR user_id = $1) AND ($2::text IS NULL OR action = $2)
    AND ($3::float8 IS NULL OR at >= to_timestamp($3 / 1000))
    AND (action <> 'account/sign-in' OR $1 IS NOT NULL OR $2 IS NOT NULL)
    AND NOT (outcome <> 'begun' AND EXISTS (
      SELECT FROM entries AS begun WHERE begun.operation_id = entries.operation_id AND begun.outcome = 'begun'))
  ORDER BY entries.position DESC
  LIMIT $4
) AS first
LEFT JOIN entries AS last
  ON last.operation_id = first."operationId" AND last.outcome <> 'begun' AND last.position > first.position
ORDER BY first.position DESC`;
