import type { Append, AppendResult } from './append';

/** What the function `append` answers: where the lane stood, and the commands that it left out. */
export interface BatchRow {
  readonly base: number;
  readonly recordedAt: number;
  readonly others: readonly (Exclude<AppendResult, { outcome: 'appended' }> & { readonly nth: number })[] | null;
}

/** A batch as the two JSON parameters of `append`; JSON beats arrays here, because nothing has to be escaped twice. */
export function encoded(batch: readonly Append[]): [commands: string, events: string] {
  return [JSON.stringify(batch.map(commandRow)), JSON.stringify(batch.flatMap(eventRows))];
}

/** One result per command, in the order of the batch. */
export function resultsOf(batch: readonly Append[], { base, recordedAt, others }: BatchRow): readonly AppendResult[] {
  const leftOut = new Map(others?.map(({ nth, ...other }) => [nth, other]));
  let position = base;
  return batch.map((append, nth): AppendResult => {
    const other = leftOut.get(nth);
    if (other) return other;
    const { length } = append.events;
    position += length;
    return {
      outcome: 'appended',
      version: append.expectedVersion + length,
      position: length > 0 ? position : null,
      // No event is recorded before it happened, so a device a little ahead moves the stamp.
      recordedAt: Math.max(recordedAt, lastOccurredAt(append) ?? 0),
    };
  });
}

function commandRow(append: Append, nth: number) {
  return {
    nth,
    stream: append.streamId,
    usr: append.userId,
    key: append.commandId,
    hash: append.hash,
    expected: append.expectedVersion,
    events: append.events.length,
    state: append.state,
    due: append.dueAt,
    at: lastOccurredAt(append),
    rejection: append.rejection,
  };
}

function eventRows(append: Append, nth: number) {
  return append.events.map((event, index) => ({
    nth,
    stream: append.streamId,
    version: append.expectedVersion + index + 1,
    usr: append.userId,
    id: event.eventId,
    type: event.type,
    shape: event.schemaVersion,
    data: event.data,
    key: event.commandId,
    cause: append.causationId,
    story: append.correlationId,
    device: append.deviceId,
    at: event.occurredAt,
  }));
}

function lastOccurredAt({ events }: Append): number | null {
  return events.at(-1)?.occurredAt ?? null;
}
