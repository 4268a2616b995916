import { randomUUID } from 'node:crypto';

import { dayByCalendar, fold, MINUTE, schemaVersionOf, toIso, toWire, type Instant } from '@tidemark/domain';
import { LANES_DEFAULT, laneOf } from '@tidemark/event-log';
import type { Pool } from 'pg';

const USERS_AT_ONCE = 50_000;
const TZDATA_VERSION = process.versions['tz'] ?? 'unknown';
const WALL_TIME = /T(\d\d:\d\d)/;

/**
 * So many users whose day has begun and ends at this full minute, as if each had chosen it as the reset time. In the
 * order of their ids, in which the scheduler asks for them.
 */
export async function seedDays(owner: Pool, count: number, endsAt: Instant): Promise<readonly string[]> {
  const userIds = Array.from({ length: count }, () => randomUUID()).sort();
  const { events, state } = story(endsAt);
  for (let from = 0; from < count; from += USERS_AT_ONCE) {
    const some = userIds.slice(from, from + USERS_AT_ONCE);
    const lanes = some.map((userId) => laneOf(userId, LANES_DEFAULT));
    await owner.query(SEED, [some, lanes, events, state, endsAt]);
  }
  await owner.query('VACUUM ANALYZE timer.events, timer.heads');
  return userIds;
}

function story(endsAt: Instant): { readonly events: string; readonly state: string } {
  const decider = dayByCalendar(TZDATA_VERSION);
  const dailyResetTime = WALL_TIME.exec(toIso(endsAt))![1]!;
  // Not now: on a busy machine the minute may be over before all of them are there.
  const at = endsAt - MINUTE;
  const told = { at, receivedAt: at, deviceId: null };
  const said = decider.decide(decider.initial, { type: 'ChangeSettings', changes: { dailyResetTime }, ...told });
  const events = said.map(({ type, data }) => ({ type, data: toWire(data), shape: schemaVersionOf(type) }));
  return { events: JSON.stringify(events), state: JSON.stringify(fold(decider, decider.initial, said)) };
}

/** Lanes stay locked until all of it is there, so that nobody appends in between. */
const SEED = `
WITH lane AS MATERIALIZED (
  SELECT lane, position FROM timer.lanes ORDER BY lane FOR UPDATE
), told AS MATERIALIZED (
  SELECT
    lane, 'day-' || user_id AS stream_id, version, user_id, event,
    lane.position + row_number() OVER (PARTITION BY lane ORDER BY version, user_id) AS position
  FROM unnest($1::text[], $2::integer[]) AS users (user_id, lane)
  JOIN lane USING (lane)
  CROSS JOIN jsonb_array_elements($3::jsonb) WITH ORDINALITY AS story (event, version)
), happened AS (
  INSERT INTO timer.events (
    lane, position, stream_id, version, user_id, event_id, type, schema_version, data, occurred_at, recorded_at)
  SELECT
    lane, position, stream_id, version, user_id, gen_random_uuid(), event ->> 'type', (event ->> 'shape')::integer,
    event -> 'data', now(), now()
  FROM told
), folded AS (
  INSERT INTO timer.heads (
    stream_id, user_id, category, lane, version, position, state, due_at, occurred_at, updated_at)
  SELECT
    stream_id, user_id, 'day', lane, version, position, $4::jsonb, to_timestamp($5::float8 / 1000), now(), now()
  FROM told
  WHERE version = jsonb_array_length($3::jsonb)
)
UPDATE timer.lanes SET position = ends.position
FROM (SELECT lane, max(position) AS position FROM told GROUP BY lane) AS ends
WHERE ends.lane = lanes.lane`;
