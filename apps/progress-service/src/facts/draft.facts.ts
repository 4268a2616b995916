import { draftView, type Draft } from '@tidemark/domain';
import type { OutgoingFact, RecordedEvent } from '@tidemark/event-log';
import { factOf, outgoing } from '@tidemark/service-kit';
import { draftTold } from '../drafts/draft-told';

/** What the world hears of one event of a draft: the event, with the draft after it. */
export function draftFacts(recorded: RecordedEvent, state: unknown): readonly OutgoingFact[] {
  const { userId, position: revision } = recorded;
  const view = draftView(state as Draft, { userId, revision });
  return [outgoing('draft', recorded.eventId, factOf(recorded, draftTold(view)))];
}
