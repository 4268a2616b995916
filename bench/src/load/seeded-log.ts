import { randomUUID } from 'node:crypto';

import { defaultSettings, schemaVersionOf, timer, toWire, type TimerCommand, type TimerEvent } from '@tidemark/domain';
import type { Pool } from 'pg';

/** A session that was paused and resumed again and again. */
const EVENTS_PER_STREAM = 20;
/** Streams that are written at the same time, so that the events of one lie scattered. */
const INTERLEAVED = 100;
const LANES = 8;

/** The timer's tables with so many events of so many users, as if they had been pressed one by one. */
export async function seedTimers(owner: Pool, streams: number): Promise<number> {
  const events = story();
  const state = events.reduce(timer.evolve, timer.initial);
  const rows = events.map(({ type, data }) => ({ type, data: toWire(data), shape: schemaVersionOf(type) }));
  await owner.query(EVENTS, [JSON.stringify(rows), streams, LANES, INTERLEAVED, randomUUID()]);
  await owner.query(HEADS, [JSON.stringify(state), timer.dueAt!(state)]);
  await owner.query(LANE_ENDS);
  await owner.query('ANALYZE timer.events, timer.heads');
  return streams * EVENTS_PER_STREAM;
}

function story(): readonly TimerEvent[] {
  const events: TimerEvent[] = [];
  let state = timer.initial;
  for (let turn = 0; turn < EVENTS_PER_STREAM; turn += 1) {
    for (const event of timer.decide(state, commandOf(turn))) {
      events.push(event);
      state = timer.evolve(state, event);
    }
  }
  return events;
}

function commandOf(turn: number): TimerCommand {
  const at = Date.now() + turn;
  const told = { at, receivedAt: at };
  if (turn > 0) return { type: turn % 2 === 1 ? 'PauseSession' : 'ResumeSession', ...told };
  return { type: 'StartSession', ...told, sessionId: randomUUID(), settings: defaultSettings };
}

const EVENTS = `
INSERT INTO timer.events (
  lane, position, stream_id, version, user_id, event_id, type, schema_version, data,
  command_id, correlation_id, device_id, occurred_at, recorded_at)
SELECT
  stream % $3::int,
  row_number() OVER (PARTITION BY stream % $3::int ORDER BY stream / $4::int, version, stream),
  'timer-' || left($5, 24) || lpad(stream::text, 12, '0'), version, left($5, 24) || lpad(stream::text, 12, '0'),
  gen_random_uuid(), event->>'type', (event->>'shape')::int, event->'data',
  gen_random_uuid()::text, gen_random_uuid()::text, 'a-device', clock_timestamp(), clock_timestamp()
FROM generate_series(0, $2::int - 1) AS stream
CROSS JOIN jsonb_array_elements($1::jsonb) WITH ORDINALITY AS told (event, version)
ORDER BY stream / $4::int, version, stream`;

const HEADS = `
INSERT INTO timer.heads (
  stream_id, user_id, category, lane, version, position, state, due_at, occurred_at, updated_at)
SELECT DISTINCT ON (stream_id)
  stream_id, user_id, 'timer', lane, version, position, $1::jsonb, to_timestamp($2::float8 / 1000), occurred_at, recorded_at
FROM timer.events
ORDER BY stream_id, version DESC`;

const LANE_ENDS = `
UPDATE timer.lanes SET position = ends.position
FROM (SELECT lane, max(position) AS position FROM timer.events GROUP BY lane) AS ends
WHERE ends.lane = lanes.lane`;
