import { toIso } from '@tidemark/domain';
import { EventLog, type RecordedEvent } from '@tidemark/event-log';
import { Injectable } from '@nestjs/common';
import { timerStreamOf } from '../timer/timer.stream';

/** Events in one answer; a page fits into one message with room to spare. */
const EXPORT_PAGE = 500;

export interface ExportPage {
  readonly events: readonly object[];
  /** Where the next page begins; missing on the last. */
  readonly nextAfter?: number;
}

/** Everything that is kept of a person's timer, event by event. */
@Injectable()
export class TimerExport {
  constructor(private readonly log: EventLog) {}

  async page(userId: string, afterVersion: number): Promise<ExportPage> {
    const recorded = await this.log.readStream(timerStreamOf(userId), afterVersion, EXPORT_PAGE);
    const last = recorded.at(-1);
    return {
      events: recorded.map(exported),
      ...(recorded.length === EXPORT_PAGE && last && { nextAfter: last.version }),
    };
  }
}

function exported({ type, version, occurredAt, recordedAt, deviceId, data }: RecordedEvent): object {
  return {
    type,
    version,
    occurredAt: toIso(occurredAt),
    recordedAt: toIso(recordedAt),
    deviceId,
    data: JSON.parse(data) as object,
  };
}
