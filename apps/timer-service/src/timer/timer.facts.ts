import type { Fact } from '@tidemark/contracts';
import {
  checkpointOf,
  defaultSettings,
  SECOND,
  timerView,
  toIso,
  type Timer,
  type TimerEvent,
  type TimerView,
} from '@tidemark/domain';
import { eventOf, type OutgoingFact, type RecordedEvent } from '@tidemark/event-log';

/** What the world hears of one event: the event with the timer after it, and the checkpoint where it made one [T6]. */
export function timerFacts(recorded: RecordedEvent, timer: unknown): readonly OutgoingFact[] {
  const state = timerView(timer as Timer, {
    now: recorded.recordedAt,
    lastSeenAt: 0,
    settings: defaultSettings,
    version: recorded.version,
    revision: recorded.position,
  });
  const fact = outgoing('timer', recorded.type, recorded.eventId, factOf(recorded, state));
  const checkpoint = checkpointFact(recorded, state);
  return checkpoint ? [fact, checkpoint] : [fact];
}

function checkpointFact(recorded: RecordedEvent, state: TimerView): OutgoingFact | null {
  const event = eventOf<TimerEvent>(recorded);
  const checkpoint = checkpointOf(event);
  if (!checkpoint) return null;
  const { remainingMs, at, lastActiveAt, ...rest } = checkpoint;
  const data = {
    ...rest,
    remainingSeconds: Math.ceil(remainingMs / SECOND),
    lastActiveAt: toIso(lastActiveAt),
    timestamp: toIso(at),
  };
  const fact = { ...factOf(recorded, state), type: checkpoint.checkpointType, data, causationId: recorded.eventId };
  return outgoing('checkpoint', checkpoint.checkpointType, `${recorded.eventId}.checkpoint`, fact);
}

function factOf(recorded: RecordedEvent, state: TimerView): Fact<TimerView> {
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

function outgoing(category: string, type: string, messageId: string, fact: Fact): OutgoingFact {
  return { category, userId: fact.userId, type, messageId, body: JSON.stringify(fact) };
}
