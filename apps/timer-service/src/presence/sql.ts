/** The later sign of life wins, whichever instance saw it. In user order, so that two batches cannot lock each other. */
export const SAVE_SIGNS_OF_LIFE = `
INSERT INTO presence AS known (user_id, last_active_at)
SELECT seen.user_id, to_timestamp(seen.at / 1000)
FROM unnest($1::text[], $2::float8[]) AS seen (user_id, at)
ORDER BY seen.user_id
ON CONFLICT (user_id) DO UPDATE SET last_active_at = excluded.last_active_at
WHERE known.last_active_at < excluded.last_active_at`;

export const LAST_SIGNS_OF_LIFE = `
SELECT user_id AS "userId", (extract(epoch FROM last_active_at) * 1000)::float8 AS at
FROM presence
WHERE user_id = ANY ($1::text[])`;
