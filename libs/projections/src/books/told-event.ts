import {
  fromIso,
  fromWire,
  upcast,
  type ClockEvent,
  type DayEvent,
  type Instant,
  type TimerEvent,
} from '@tidemark/domain';
import { eventOf, type RecordedEvent } from '@tidemark/event-log';

interface Told {
  readonly userId: string;
  readonly streamId: string;
  readonly version: number;
  /** In the lane of the user, so that events of different streams can be put in the order in which they were recorded. */
  readonly position: number;
  readonly recordedAt: Instant;
}

/** An event of somebody else's log, as a fact or an answer about history tells it. */
export type ToldEvent =
  | (Told & { readonly category: 'timer'; readonly event: TimerEvent })
  | (Told & { readonly category: 'clock'; readonly event: ClockEvent })
  | (Told & { readonly category: 'day'; readonly event: DayEvent });

/** An event on the wire, with what is needed to read it. */
export interface WireEvent {
  readonly userId: string;
  readonly streamId: string;
  readonly version: number;
  readonly position: number;
  readonly recordedAt: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: object;
}

/** The streams that statistics are made of. */
const CATEGORIES = ['timer', 'clock', 'day'] as const;

type Category = (typeof CATEGORIES)[number];

/** Every stream of a user that statistics are made of. */
export const streamsOf = (userId: string): readonly string[] => CATEGORIES.map((category) => `${category}-${userId}`);

/** An event as another service tells it. */
export function toldEvent(wire: WireEvent): ToldEvent {
  const { userId, streamId, version, position } = wire;
  const { type, data } = upcast(wire.type, wire.schemaVersion, wire.data);
  const event = { type, data: fromWire(data) };
  const category = categoryTold(streamId);
  if (!category) throw new Error(`Statistics are not made of ${streamId}`);
  return { userId, streamId, version, position, recordedAt: fromIso(wire.recordedAt), category, event } as ToldEvent;
}

/** An event as the log has it; nothing where statistics are not made of it. */
export function toldByLog(recorded: RecordedEvent): ToldEvent | undefined {
  const { userId, streamId, version, position, recordedAt } = recorded;
  const category = categoryTold(streamId);
  if (!category) return undefined;
  return { userId, streamId, version, position, recordedAt, category, event: eventOf(recorded) } as ToldEvent;
}

function categoryTold(streamId: string): Category | undefined {
  return CATEGORIES.find((name) => streamId.startsWith(`${name}-`));
}
