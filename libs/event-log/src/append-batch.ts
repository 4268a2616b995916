import type { Append, AppendResult } from './append';

/** One command on its way into a lane. */
export interface LaneAppend {
  readonly lane: number;
  readonly append: Append;
}

/** What the function `append` answers: where each lane stood, and the commands that it left out. */
export interface BatchRow {
  readonly bases: readonly number[];
  readonly recordedAt: number;
  readonly others: readonly (Exclude<AppendResult, { outcome: 'appended' }> & { readonly nth: number })[] | null;
}

/** A batch as the function `append` takes it: its lanes in ascending order, and how many events come into each. */
export interface EncodedBatch {
  readonly lanes: readonly number[];
  readonly values: readonly unknown[];
}

/** JSON beats arrays as a parameter here, because nothing has to be escaped twice. */
export function encoded(batch: readonly LaneAppend[]): EncodedBatch {
  const counts = new Map<number, number>();
  for (const { lane, append } of batch) counts.set(lane, (counts.get(lane) ?? 0) + append.events.length);
  const lanes = [...counts.keys()].sort((left, right) => left - right);
  // Slots are Postgres' subscripts, which begin at one.
  const slots = new Map(lanes.map((lane, index) => [lane, index + 1]));
  const rows = batch.flatMap(({ lane, append }, nth) => rowsOf(append, nth, slots.get(lane)!));
  return { lanes, values: [lanes, lanes.map((lane) => counts.get(lane)), JSON.stringify(rows)] };
}

/** One result per command, in the order of the batch. */
export function resultsOf(
  batch: readonly LaneAppend[],
  lanes: readonly number[],
  { bases, recordedAt, others }: BatchRow,
): readonly AppendResult[] {
  const leftOut = new Map(others?.map(({ nth, ...other }) => [nth, other]));
  const positions = new Map(lanes.map((lane, index) => [lane, bases[index]!]));
  return batch.map(({ lane, append }, nth): AppendResult => {
    const other = leftOut.get(nth);
    if (other) return other;
    const { length } = append.events;
    const position = positions.get(lane)! + length;
    positions.set(lane, position);
    return {
      outcome: 'appended',
      version: append.expectedVersion + length,
      position: length > 0 ? position : null,
      // No event is recorded before it happened, so a device a little ahead moves the stamp.
      recordedAt: Math.max(recordedAt, lastOccurredAt(append) ?? 0),
    };
  });
}

/** A row for each event; the last closes the command. What is undefined or null costs nothing by not being sent. */
function rowsOf(append: Append, nth: number, slot: number): readonly object[] {
  const { streamId, userId, expectedVersion, events } = append;
  const closing = {
    closes: true,
    expected: expectedVersion,
    key: append.commandId ?? undefined,
    hash: append.commandId === null ? undefined : append.hash,
    rejection: append.rejection ?? undefined,
  };
  const stream = { nth, slot, stream: streamId, usr: userId };
  if (events.length === 0) return [{ ...stream, ...closing, version: expectedVersion }];
  return events.map((event, index) => ({
    ...stream,
    version: expectedVersion + index + 1,
    id: event.eventId,
    type: event.type,
    shape: event.schemaVersion,
    data: event.data,
    by: event.commandId ?? undefined,
    cause: append.causationId ?? undefined,
    story: append.correlationId ?? undefined,
    device: append.deviceId ?? undefined,
    at: event.occurredAt,
    ...(index === events.length - 1 && { ...closing, state: append.state, due: append.dueAt ?? undefined }),
  }));
}

function lastOccurredAt({ events }: Append): number | null {
  return events.at(-1)?.occurredAt ?? null;
}
