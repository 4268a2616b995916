import { VERSION_EVENTS } from '@tidemark/domain';

/** As the index has it. */
const UPDATED_AT = `(state ->> 'updatedAt')::bigint`;
const MAKES_VERSION = `type IN (${VERSION_EVENTS.map((type) => `'${type}'`).join(', ')})`;
const STORED = `type, schema_version AS "schemaVersion", data::text AS data`;

export const IS_OWN = `SELECT FROM heads WHERE stream_id = $1 AND user_id = $2`;

/** What a draft held at a revision: its last version by then. */
export const VERSION_AT_REVISION = `
SELECT ${STORED}
FROM events
WHERE stream_id = $1 AND position <= $2 AND ${MAKES_VERSION}
ORDER BY version DESC
LIMIT 1`;

/** Versions are counted from 1 and have an event each, so the place among these is the number; nothing else is read. */
export const NTH_VERSION = `
SELECT ${STORED}
FROM events
WHERE stream_id = $1 AND ${MAKES_VERSION}
ORDER BY version
OFFSET $2::bigint - 1
LIMIT 1`;

export const ACTIVE_ELSEWHERE = `
SELECT state ->> 'draftId' AS id, state ->> 'title' AS title
FROM heads
WHERE category = 'draft' AND state ->> 'status' = 'active' AND user_id = $2 AND stream_id <> $1
  AND state ->> 'profileId' = (SELECT state ->> 'profileId' FROM heads WHERE stream_id = $1)`;

/** Untouched for so long that they expire, and still waiting for it. */
export const OVERDUE = `
SELECT stream_id AS "streamId"
FROM heads
WHERE category = 'draft' AND user_id = $1 AND state ->> 'status' = 'draft' AND ${UPDATED_AT} <= $2::bigint
ORDER BY ${UPDATED_AT}
LIMIT $3`;

/** The same of everybody, the longest overdue first. */
export const OVERDUE_OF_ALL = `
SELECT stream_id AS "streamId", user_id AS "userId"
FROM heads
WHERE category = 'draft' AND due_at <= to_timestamp($1::float8 / 1000)
ORDER BY due_at
LIMIT $2`;

/** One page, most recent first: so many drafts, and of these no more than so many bytes, but one at least. */
const recentDrafts = (which: string) => `
SELECT state, position::float8 AS revision, found::float8
FROM (
  SELECT *, row_number() OVER recent AS nth, sum(bytes) OVER recent AS "bytesSoFar", count(*) OVER () AS found
  FROM (
    SELECT state, position, stream_id, ${UPDATED_AT} AS updated_at, octet_length(state::text) AS bytes
    FROM heads
    WHERE category = 'draft' AND user_id = $1 AND state ->> 'status' = $2
      AND (${UPDATED_AT}, stream_id) < ($3::bigint, $4) ${which}
    ORDER BY ${UPDATED_AT} DESC, stream_id DESC
    LIMIT $5
  ) AS next
  WINDOW recent AS (ORDER BY updated_at DESC, stream_id DESC)
) AS page
WHERE nth = 1 OR "bytesSoFar" <= $6
ORDER BY nth`;

export const RECENT_DRAFTS = recentDrafts('');
export const RECENT_DRAFTS_OF_PROFILE = recentDrafts(`AND state ->> 'profileId' = $7`);

/** One page of versions, newest first, without what they hold; the bytes of that are counted where it is. */
export const VERSIONS = `
SELECT version, type, "schemaVersion", data::text AS data, bytes, found::float8
FROM (
  SELECT *, row_number() OVER newest AS nth, count(*) OVER () AS found,
    sum(octet_length(data::text)) OVER newest AS "bytesSoFar"
  FROM (
    SELECT version, type, schema_version AS "schemaVersion", octet_length(data ->> 'dataJson') AS bytes,
      jsonb_set(data - 'changed', '{dataJson}', '""') AS data
    FROM events
    WHERE stream_id = $1 AND version < $2 AND ${MAKES_VERSION}
    ORDER BY version DESC
    LIMIT $3
  ) AS next
  WINDOW newest AS (ORDER BY version DESC)
) AS page
WHERE nth = 1 OR "bytesSoFar" <= $4
ORDER BY nth`;

/** Drafts that changed after a revision, the oldest change first. */
export const DRAFTS_SINCE = `
SELECT state, position::float8 AS revision
FROM heads
WHERE category = 'draft' AND user_id = $1 AND position > $2
ORDER BY heads.position
LIMIT $3`;
