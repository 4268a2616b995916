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
  const rows: object[] = [];
  batch.forEach(({ lane, append }, nth) => {
    const last = Math.max(0, append.events.length - 1);
    for (let index = 0; index <= last; index += 1)
      rows.push(rowOf(append, nth, slots.get(lane)!, index, index === last));
  });
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

/** One event; the last one closes its command. One literal, since thousands a second are made: JSON leaves out undefined. */
function rowOf(append: Append, nth: number, slot: number, index: number, closes: boolean): object {
  const event = append.events[index];
  return {
    nth,
    slot,
    stream: append.streamId,
    usr: append.userId,
    version: append.expectedVersion + (event ? index + 1 : 0),
    id: event?.eventId,
    type: event?.type,
    shape: event?.schemaVersion,
    data: event?.data,
    by: event?.commandId ?? undefined,
    cause: append.causationId ?? undefined,
    story: append.correlationId ?? undefined,
    device: append.deviceId ?? undefined,
    at: event?.occurredAt,
    closes,
    expected: append.expectedVersion,
    key: closes ? (append.commandId ?? undefined) : undefined,
    hash: closes ? append.hash : undefined,
    state: closes && event ? append.state : undefined,
    due: closes ? (append.dueAt ?? undefined) : undefined,
    rejection: closes ? (append.rejection ?? undefined) : undefined,
  };
}

function lastOccurredAt({ events }: Append): number | null {
  return events.at(-1)?.occurredAt ?? null;
}
