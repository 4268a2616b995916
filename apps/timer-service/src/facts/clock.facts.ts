import type { Day, WorkClock } from '@tidemark/domain';
import type { OutgoingFact, RecordedEvent } from '@tidemark/event-log';
import { clockShown } from '../clock/clock.stream';
import { factOf, outgoing } from '@tidemark/service-kit';

/** What the world hears of one event of a work clock: the event, with the clock on the day at hand after it. */
export function clockFacts(recorded: RecordedEvent, state: unknown, known: Day): readonly OutgoingFact[] {
  const { userId, recordedAt: now, version, position: revision } = recorded;
  const view = clockShown(state as WorkClock, { userId, now, lastSeenAt: 0, version, revision }, known);
  return [outgoing('clock', recorded.eventId, factOf(recorded, view))];
}
