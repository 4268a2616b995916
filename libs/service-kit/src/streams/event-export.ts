import { toIso, type Instant } from '@tidemark/domain';
import { EventLog } from '@tidemark/event-log';
import { Injectable } from '@nestjs/common';

/** Events in one answer. */
const EXPORT_PAGE = 500;
/** Reached by the last event of a page; with the largest event beyond it, a page still fits into one message. */
const EXPORT_PAGE_BYTES = 262_144;

/** Everything in the order in which it came into the lane, over all streams of a person. */
const EVENTS_OF_STREAMS = `
SELECT
  stream_id AS "streamId", version, position::float8, type, data, device_id AS "deviceId",
  (extract(epoch FROM occurred_at) * 1000)::float8 AS "occurredAt",
  (extract(epoch FROM recorded_at) * 1000)::float8 AS "recordedAt", found::float8
FROM (
  SELECT *, sum(bytes) OVER (ORDER BY position) - bytes AS bytes_before, count(*) OVER () AS found
  FROM (
    SELECT *, octet_length(data::text) AS bytes
    FROM events
    WHERE stream_id = ANY ($1::text[]) AND position > $2
    ORDER BY position
    LIMIT $3
  ) AS next
) AS page
WHERE bytes_before < $4
ORDER BY page.position`;

/** Some of what is kept of a person. */
export interface ExportPage {
  readonly events: readonly object[];
  /** Where the next page begins; missing on the last. */
  readonly nextAfter?: number;
}

interface Kept {
  readonly streamId: string;
  readonly version: number;
  readonly position: number;
  readonly type: string;
  readonly data: object;
  readonly deviceId: string | null;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly found: number;
}

/** Everything that is kept of a person in one service, event by event. */
@Injectable()
export class EventExport {
  constructor(private readonly log: EventLog) {}

  async page(userId: string, after: number): Promise<ExportPage> {
    const streams = await this.log.streamsOfUser(userId);
    const values = [streams, after, EXPORT_PAGE, EXPORT_PAGE_BYTES];
    const { rows } = await this.log.pool.query<Kept>(EVENTS_OF_STREAMS, values);
    const last = rows.at(-1);
    const isLast = !last || (last.found < EXPORT_PAGE && rows.length === last.found);
    return { events: rows.map(exported), ...(!isLast && { nextAfter: last.position }) };
  }
}

function exported({ occurredAt, recordedAt, position: _, found: __, ...kept }: Kept): object {
  return { ...kept, occurredAt: toIso(occurredAt), recordedAt: toIso(recordedAt) };
}
