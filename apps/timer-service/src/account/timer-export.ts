import { toIso, type Instant } from '@tidemark/domain';
import { EventLog } from '@tidemark/event-log';
import { Injectable } from '@nestjs/common';
import { EVENTS_OF_STREAMS } from './sql';

/** Events in one answer; a page fits into one message with room to spare. */
const EXPORT_PAGE = 500;

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
}

/** Everything that is kept of a person here, event by event. */
@Injectable()
export class TimerExport {
  constructor(private readonly log: EventLog) {}

  async page(userId: string, after: number): Promise<ExportPage> {
    const streams = (await this.log.headsOfUser(userId)).map(({ streamId }) => streamId);
    const { rows } = await this.log.pool.query<Kept>(EVENTS_OF_STREAMS, [streams, after, EXPORT_PAGE]);
    const last = rows.at(-1);
    return { events: rows.map(exported), ...(rows.length === EXPORT_PAGE && last && { nextAfter: last.position }) };
  }
}

function exported({ occurredAt, recordedAt, position: _, ...kept }: Kept): object {
  return { ...kept, occurredAt: toIso(occurredAt), recordedAt: toIso(recordedAt) };
}
