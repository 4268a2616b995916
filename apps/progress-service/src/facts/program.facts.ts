import { programLogView, type Place, type Program, type ProgramEvent } from '@tidemark/domain';
import { eventOf, type OutgoingFact, type RecordedEvent } from '@tidemark/event-log';
import { factOf, outgoing } from '@tidemark/service-kit';
import { programIdOf } from '../programs/program.stream';

/** What the world hears of one event of a program: the event, with the workout that it is about after it [P5]. */
export function programFacts(recorded: RecordedEvent, state: unknown): readonly OutgoingFact[] {
  const { streamId, userId, position: revision } = recorded;
  const place: Place = eventOf<ProgramEvent>(recorded).data;
  const view = programLogView(state as Program, place, { programId: programIdOf(streamId, userId), revision });
  return [outgoing('program', recorded.eventId, factOf(recorded, view))];
}
