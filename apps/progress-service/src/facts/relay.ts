import { program } from '@tidemark/domain';
import { type AnyDecider } from '@tidemark/event-log';
import { relayOf } from '@tidemark/service-kit';
import { programFacts } from './program.facts';

/** Publishes what was appended: facts go out. */
export const relay = relayOf({
  deciders: [program as AnyDecider],
  toFacts: () => programFacts,
});
