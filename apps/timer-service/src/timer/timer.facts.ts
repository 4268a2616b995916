import type { Fact } from '@tidemark/contracts';
import {
  checkpointOf,
  defaultSettings,
  timerView,
  toIso,
  type Checkpoint,
  type Timer,
  type TimerEvent,
  type TimerView,
} from '@tidemark/domain';
import { eventOf, type OutgoingFact, type RecordedEvent } from '@tidemark/event-log';
import { checkpointView } from '../checkpoints/checkpoint.view';

/** What the world hears of one event: the event with the timer after it, and the checkpoint where it made one [T6]. */
export function timerFacts(recorded: RecordedEvent, timer: unknown): readonly OutgoingFact[] {
  const state = timerView(timer as Timer, {
    now: recorded.recordedAt,
    lastSeenAt: 0,
    settings: defaultSettings,
    version: recorded.version,
    revision: recorded.position,
  });
  const fact = factOf(recorded, state);
  const told = outgoing('timer', fact.eventId, fact);
  const checkpoint = checkpointOf(eventOf<TimerEvent>(recorded));
  return checkpoint ? [told, checkpointFact(fact, checkpoint)] : [told];
}

function checkpointFact(fact: Fact, checkpoint: Checkpoint): OutgoingFact {
  const data = checkpointView(checkpoint);
  const said = { ...fact, type: checkpoint.checkpointType, data, causationId: fact.eventId };
  return outgoing('checkpoint', `${fact.eventId}.checkpoint`, said);
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

function outgoing(category: string, messageId: string, fact: Fact): OutgoingFact {
  return { category, userId: fact.userId, type: fact.type, messageId, body: JSON.stringify(fact) };
}
