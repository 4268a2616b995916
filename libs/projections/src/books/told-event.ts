import type { Fact } from '@tidemark/contracts';
import {
  fromIso,
  fromWire,
  upcast,
  type ClockEvent,
  type DayEvent,
  type Instant,
  type TimerEvent,
} from '@tidemark/domain';

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
export type WireEvent = Pick<
  Fact,
  'userId' | 'streamId' | 'version' | 'position' | 'recordedAt' | 'type' | 'schemaVersion' | 'data'
>;

/** The streams that statistics are made of. */
const CATEGORIES = ['timer', 'clock', 'day'] as const;

type Category = (typeof CATEGORIES)[number];

export const streamsOf = (userId: string): readonly string[] => CATEGORIES.map((category) => `${category}-${userId}`);

export function toldEvent(wire: WireEvent): ToldEvent {
  const { userId, streamId, version, position } = wire;
  const { type, data } = upcast(wire.type, wire.schemaVersion, wire.data);
  const event = { type, data: fromWire(data) };
  const category = categoryOf(streamId);
  return { userId, streamId, version, position, recordedAt: fromIso(wire.recordedAt), category, event } as ToldEvent;
}

function categoryOf(streamId: string): Category {
  const category = CATEGORIES.find((name) => streamId.startsWith(`${name}-`));
  if (!category) throw new Error(`Statistics are not made of ${streamId}`);
  return category;
}
