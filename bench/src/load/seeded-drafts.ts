import { randomUUID } from 'node:crypto';

import type { Pool } from 'pg';

const DRAFTS_AT_ONCE = 5_000;

/** Texts that nothing can compress, as many as make a form of 10 KB. */
const SEED = `
INSERT INTO progress.heads (
  stream_id, user_id, category, lane, version, position, state, due_at, occurred_at, updated_at)
SELECT
  'draft-' || $1 || '-' || nth, $1, 'draft', 0, 1, nth, jsonb_build_object(
    'status', 'draft', 'draftId', $1 || '-' || nth, 'userId', $1::text, 'profileId', 'bench', 'subjectId', null,
    'title', 'Draft ' || nth, 'version', 1, 'deviceInfoJson', null, 'overwritten', '[]'::jsonb,
    'createdAt', $4::bigint + nth, 'updatedAt', $4::bigint + nth, 'dataJson', form.json,
    'traces', jsonb_build_array(jsonb_build_object('version', 1, 'paths', '[""]'::jsonb, 'savedAt', $4::bigint,
      'device', '{"deviceId":null,"deviceInfoJson":null}'::jsonb))),
  now() + interval '30 days', now(), now() + nth * interval '1 millisecond'
FROM generate_series($2::integer, $3::integer) AS nth
CROSS JOIN LATERAL (
  SELECT jsonb_object_agg('field' || field, md5(nth || '-' || field))::text AS json
  FROM generate_series(1, 200) AS field
) AS form`;

/** So many drafts of 10 KB of one new user, as heads only: whoever lists them reads nothing else. */
export async function seedDrafts(owner: Pool, count: number): Promise<string> {
  const userId = randomUUID();
  for (let from = 1; from <= count; from += DRAFTS_AT_ONCE) {
    await owner.query(SEED, [userId, from, Math.min(count, from + DRAFTS_AT_ONCE - 1), Date.now() - count]);
  }
  await owner.query('VACUUM ANALYZE progress.heads');
  return userId;
}
