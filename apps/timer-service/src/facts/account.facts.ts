import { toWire, type Account } from '@tidemark/domain';
import type { OutgoingFact, RecordedEvent } from '@tidemark/event-log';
import { factOf, outgoing } from '@tidemark/service-kit';

/** What the world hears when somebody was erased. */
export function accountFacts(recorded: RecordedEvent, state: unknown): readonly OutgoingFact[] {
  return [outgoing('account', recorded.eventId, factOf(recorded, toWire(state as Account)))];
}
