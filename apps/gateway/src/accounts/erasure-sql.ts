/** Every statement on erasures. The clock is that of the database. */

/** One that is under way goes on as it was asked for; only when it is over, somebody may be erased anew. */
export const ASK = `
INSERT INTO accounts.erasures AS erasure (user_id, operation_id, actor, reason, salt)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (user_id) DO UPDATE
SET operation_id = excluded.operation_id, actor = excluded.actor, reason = excluded.reason, salt = excluded.salt,
  asked_at = excluded.asked_at, tried_at = excluded.tried_at, erased_at = NULL, settled_at = NULL
WHERE erasure.settled_at IS NOT NULL
RETURNING user_id`;

/** Takes those that nobody is at: not yet done, or done long enough ago to look after what came late. */
export const TAKE = `
UPDATE accounts.erasures AS erasure
SET tried_at = clock_timestamp()
FROM (
  SELECT user_id
  FROM accounts.erasures
  WHERE settled_at IS NULL AND ($1::text IS NULL OR user_id = $1)
    AND ($1::text IS NOT NULL OR tried_at < clock_timestamp() - $2 * interval '1 millisecond')
    AND (erased_at IS NULL OR erased_at < clock_timestamp() - $3 * interval '1 millisecond')
  ORDER BY tried_at
  LIMIT $4
  FOR UPDATE SKIP LOCKED
) AS free
WHERE erasure.user_id = free.user_id
RETURNING erasure.user_id AS "userId", operation_id AS "operationId", actor, reason, salt,
  erased_at IS NOT NULL AS "isErased"`;

/** Answers a row once. */
export const ERASED = `
UPDATE accounts.erasures SET erased_at = clock_timestamp() WHERE user_id = $1 AND erased_at IS NULL RETURNING user_id`;

/** From here on, nobody can tell what an id was. */
export const SETTLED = `
UPDATE accounts.erasures
SET settled_at = clock_timestamp(), salt = NULL
WHERE user_id = $1 AND erased_at < clock_timestamp() - $2 * interval '1 millisecond' AND settled_at IS NULL`;

export const IS_ERASED = `SELECT erased_at IS NOT NULL AS "isErased" FROM accounts.erasures WHERE user_id = $1`;

export const ASKED_LATELY = `
SELECT user_id AS "userId", (extract(epoch FROM asked_at) * 1000)::float8 AS "askedAt"
FROM accounts.erasures
WHERE asked_at > clock_timestamp() - $1 * interval '1 millisecond'
ORDER BY asked_at`;

export const ERASE_USER = `
UPDATE accounts.users
SET email = NULL, password_hash = NULL, timezone = NULL, roles = '{}', erased_at = clock_timestamp()
WHERE user_id = $1 AND erased_at IS NULL`;

export const FORGET_TOKENS = `DELETE FROM accounts.refresh_tokens WHERE user_id = $1`;

export const FORGET_DETAILS = `UPDATE audit.entries SET details = NULL WHERE user_id = $1 AND details IS NOT NULL`;

/** What operators keep for a way back, or folded for an experiment. */
export const FORGET_COPIES = `SELECT accounts.forget_copies($1)`;
