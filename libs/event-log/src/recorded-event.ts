import { fromWire, upcast, type AnyEvent, type Instant } from '@tidemark/domain';

/** An event as the log keeps it; `data` is left as JSON text, because most readers only pass it on. */
export interface RecordedEvent {
  readonly lane: number;
  readonly position: number;
  readonly streamId: string;
  readonly version: number;
  readonly userId: string;
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: string;
  readonly commandId: string | null;
  readonly causationId: string | null;
  readonly correlationId: string | null;
  readonly deviceId: string | null;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
}

/** What the event itself is made of. */
export type StoredEvent = Pick<RecordedEvent, 'type' | 'schemaVersion' | 'data'>;

/** The event itself in today's shape, whatever version it was stored in. */
export function eventOf<Event extends AnyEvent = AnyEvent>(recorded: StoredEvent): Event {
  const stored = JSON.parse(recorded.data) as object;
  const { type, data } = upcast(recorded.type, recorded.schemaVersion, stored);
  return { type, data: fromWire(data) } as Event;
}

/** `timer-<user>` is a stream of the category `timer`. */
export function categoryOf(streamId: string): string {
  return streamId.slice(0, streamId.indexOf('-'));
}
