import { toIso } from '@tidemark/domain';
import { EventLog, type RecordedEvent } from '@tidemark/event-log';
import { Injectable } from '@nestjs/common';
import { DayQuery } from '../days/day.query';

/** Events in one answer. */
const EVENTS_MAX = 500;
/** Characters of event data in one answer, so that it fits into one message with room to spare. */
const DATA_LENGTH_MAX = 400_000;

export interface HistoryPage {
  readonly events: readonly object[];
  /** Where the next page begins; missing on the last. */
  readonly nextAfter?: number;
}

/** Our log as other services may read it. */
@Injectable()
export class HistoryQuery {
  constructor(
    private readonly log: EventLog,
    private readonly days: DayQuery,
  ) {}

  async events(userId: string, streamId: string, after: number): Promise<HistoryPage> {
    const recorded = await this.log.readStream(streamId, after, EVENTS_MAX);
    const page = fitting(recorded.filter((event) => event.userId === userId));
    const last = page.at(-1);
    const isLast = recorded.length < EVENTS_MAX && page.length === recorded.length;
    return { events: page.map(told), ...(last && !isLast && { nextAfter: last.version }) };
  }

  /** How far each stream of a user has come, once everything that is over by now is recorded. */
  async standing(userId: string): Promise<{ readonly streams: Readonly<Record<string, number>> }> {
    await this.days.standing(userId);
    const heads = await this.log.headsOfUser(userId);
    return { streams: Object.fromEntries(heads.map(({ streamId, version }) => [streamId, version])) };
  }
}

/** The first of these events that fit into one answer together; at least one, which always fits alone. */
function fitting(recorded: readonly RecordedEvent[]): readonly RecordedEvent[] {
  let length = 0;
  const tooMuchFrom = recorded.findIndex(({ data }, index) => {
    length += data.length;
    return index > 0 && length > DATA_LENGTH_MAX;
  });
  return tooMuchFrom === -1 ? recorded : recorded.slice(0, tooMuchFrom);
}

function told({
  eventId,
  type,
  schemaVersion,
  version,
  position,
  occurredAt,
  recordedAt,
  data,
}: RecordedEvent): object {
  return {
    eventId,
    type,
    schemaVersion,
    version,
    position,
    occurredAt: toIso(occurredAt),
    recordedAt: toIso(recordedAt),
    data: JSON.parse(data) as object,
  };
}
