import type { Pool } from 'pg';

/** An event as the owner of the database sees it. */
export interface StoredEvent {
  readonly streamId: string;
  readonly version: number;
  readonly position: number;
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: object;
  readonly commandId: string | null;
  readonly correlationId: string | null;
  readonly occurredAt: number;
  readonly recordedAt: number;
}

const EVENTS = `
  SELECT stream_id AS "streamId", version, position::int, event_id::text AS "eventId", type,
         schema_version AS "schemaVersion", data, command_id AS "commandId", correlation_id AS "correlationId",
         (extract(epoch FROM occurred_at) * 1000)::float8 AS "occurredAt",
         (extract(epoch FROM recorded_at) * 1000)::float8 AS "recordedAt"
    FROM timer.events`;

/** All events of a person's timer, or of another of their streams, oldest first. */
export async function eventsOf(database: Pool, userId: string, category = 'timer'): Promise<readonly StoredEvent[]> {
  const { rows } = await database.query<StoredEvent>(`${EVENTS} WHERE stream_id = $1 ORDER BY version`, [
    `${category}-${userId}`,
  ]);
  return rows;
}

/** Every event there is, of one category or of all, stream by stream. */
export async function allEvents(database: Pool, category = ''): Promise<readonly StoredEvent[]> {
  const { rows } = await database.query<StoredEvent>(
    `${EVENTS} WHERE starts_with(stream_id, $1) ORDER BY stream_id, version`,
    [category && `${category}-`],
  );
  return rows;
}

/** How many events people have caused; what one stream tells another comes a little later. */
export async function eventCount(database: Pool): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM timer.events WHERE coalesce(command_id, '') NOT LIKE 'told-%'`,
  );
  return rows[0]?.count ?? 0;
}

export function typesOf(events: readonly { readonly type: string }[]): readonly string[] {
  return events.map(({ type }) => type);
}
