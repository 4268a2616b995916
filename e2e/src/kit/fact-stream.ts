import type { Fact } from '@tidemark/contracts';
import type { TimerView } from '@tidemark/domain';
import { FACT_STREAM, factSubject, type Bus } from '@tidemark/messaging';

/** A message of the durable stream, as a listener of another company would see it. */
export interface KeptFact {
  readonly subject: string;
  readonly messageId: string;
  readonly fact: Fact<TimerView>;
}

const PAGE = 500;

/** Every fact of one kind and person that the stream keeps, oldest first. */
export function factsOf(bus: Bus, category: string, userId: string): Promise<readonly KeptFact[]> {
  return keptFacts(bus, factSubject(category, userId, 'Any').replace(/Any$/, '*'));
}

/** Every fact that the stream keeps under these subjects, oldest first. */
export async function keptFacts(bus: Bus, filter: string): Promise<readonly KeptFact[]> {
  const consumer = await bus.connection.jetstream().consumers.get(FACT_STREAM, { filterSubjects: filter });
  let { num_pending: pending } = await consumer.info();
  const facts: KeptFact[] = [];
  while (pending > 0) {
    for await (const message of await consumer.fetch({ max_messages: Math.min(pending, PAGE) })) {
      const fact = message.json<Fact<TimerView>>();
      facts.push({ subject: message.subject, messageId: message.headers?.get('Nats-Msg-Id') ?? '', fact });
      pending = message.info.pending;
    }
  }
  return facts;
}
