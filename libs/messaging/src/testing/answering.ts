import type { Reply } from '@tidemark/contracts';
import type { Bus } from '../bus';

/** What to answer to the nth request; null leaves it unanswered, and a text is sent as it is. */
export type Answer = (text: string, times: number) => Reply | string | null;

/** Answers requests without any of our own code for it, and tells what it heard. */
export async function answering(bus: Bus, subject: string, answer: Answer) {
  const heard: string[] = [];
  const subscription = bus.connection.subscribe(subject, {
    callback: (_, message) => {
      heard.push(message.string());
      const reply = answer(message.string(), heard.length);
      if (reply !== null) message.respond(typeof reply === 'string' ? reply : JSON.stringify(reply));
    },
  });
  await bus.flush();
  return { heard, stop: () => subscription.unsubscribe() };
}
