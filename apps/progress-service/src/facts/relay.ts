import { draft, program } from '@tidemark/domain';
import { categoryOf, type AnyDecider } from '@tidemark/event-log';
import { relayOf, replayingOf, type Published } from '@tidemark/service-kit';
import { draftFacts } from './draft.facts';
import { programFacts } from './program.facts';

const published: Published<[]> = {
  deciders: [program as AnyDecider, draft as AnyDecider],
  toFacts: () => (recorded, state) =>
    categoryOf(recorded.streamId) === 'draft' ? draftFacts(recorded, state) : programFacts(recorded, state),
};

/** Publishes what was appended: facts go out. */
export const relay = relayOf(published);

/** Tells some of it again, for whoever asks. */
export const replaying = replayingOf(published);
