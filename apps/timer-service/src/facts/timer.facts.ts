import {
  checkpointOf,
  timerView,
  type Checkpoint,
  type Timer,
  type TimerEvent,
  type TimerSettings,
} from '@tidemark/domain';
import type { Fact } from '@tidemark/contracts';
import { eventOf, type OutgoingFact, type RecordedEvent } from '@tidemark/event-log';
import { factOf, outgoing } from '@tidemark/service-kit';
import { checkpointView } from '../checkpoints/checkpoint.view';

/** What the world hears of one event: the event with the timer after it, and the checkpoint where it made one [T6]. */
export function timerFacts(recorded: RecordedEvent, state: unknown, settings: TimerSettings): readonly OutgoingFact[] {
  const { recordedAt: now, version, position: revision } = recorded;
  const view = timerView(state as Timer, { now, lastSeenAt: 0, settings, version, revision });
  const fact = factOf(recorded, view);
  const told = outgoing('timer', fact.eventId, fact);
  const checkpoint = checkpointOf(eventOf<TimerEvent>(recorded));
  return checkpoint ? [told, checkpointFact(fact, checkpoint)] : [told];
}

function checkpointFact(fact: Fact, checkpoint: Checkpoint): OutgoingFact {
  const data = checkpointView(checkpoint);
  const said = { ...fact, type: checkpoint.checkpointType, data, causationId: fact.eventId };
  return outgoing('checkpoint', `${fact.eventId}.checkpoint`, said);
}
