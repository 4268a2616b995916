import type { Fact } from '@tidemark/contracts';
import { toIso } from '@tidemark/domain';
import type { OutgoingFact, RecordedEvent } from '@tidemark/event-log';

/** An event as it is published, with the state after it. */
export function factOf<State>(recorded: RecordedEvent, state: State): Fact<State> {
  const { eventId, type, schemaVersion, streamId, version, position, userId } = recorded;
  const { commandId, causationId, correlationId, deviceId } = recorded;
  return {
    eventId,
    type,
    schemaVersion,
    streamId,
    version,
    position,
    userId,
    occurredAt: toIso(recorded.occurredAt),
    recordedAt: toIso(recorded.recordedAt),
    commandId,
    causationId,
    correlationId,
    deviceId,
    data: JSON.parse(recorded.data) as object,
    state,
  };
}

/** A fact on its way out. */
export function outgoing(category: string, messageId: string, fact: Fact): OutgoingFact {
  const { userId, type, correlationId } = fact;
  return { category, userId, type, messageId, body: JSON.stringify(fact), correlationId };
}
