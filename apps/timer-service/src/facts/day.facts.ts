import { configurationView, sessionCountView, type Day } from '@tidemark/domain';
import type { DayTold } from '@tidemark/contracts';
import type { OutgoingFact, RecordedEvent } from '@tidemark/event-log';
import { factOf, outgoing } from '@tidemark/service-kit';

/** What the world hears of one event of a day: the event, with settings and count after it. */
export function dayFacts(recorded: RecordedEvent, state: unknown): readonly OutgoingFact[] {
  const day = state as Day;
  const seen = { now: recorded.recordedAt, revision: recorded.position };
  const told: DayTold = {
    status: day.status,
    configuration: configurationView(day, seen),
    sessionCount: sessionCountView(day, seen),
  };
  return [outgoing('day', recorded.eventId, factOf(recorded, told))];
}
