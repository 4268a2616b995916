import { HOUR } from '@tidemark/domain';
import type { FactSink, OutgoingFact } from '../relay/fact-sink';

/** A broker in memory that keeps what it acknowledged, and can fail or be wiped. */
export class RecordingSink implements FactSink {
  readonly keptForMs = HOUR;
  readonly published: OutgoingFact[] = [];
  #life = 1;
  #failuresLeft = 0;

  async publish(facts: readonly OutgoingFact[]): Promise<void> {
    if (this.#failuresLeft > 0) {
      this.#failuresLeft -= 1;
      // Half of the page arrived before it broke.
      this.published.push(...facts.slice(0, facts.length / 2));
      throw new Error('The broker went away');
    }
    this.published.push(...facts);
  }

  async epoch(): Promise<string> {
    return `life ${this.#life}`;
  }

  failNext(times: number): void {
    this.#failuresLeft = times;
  }

  wipe(): void {
    this.#life += 1;
    this.published.length = 0;
  }

  /** Each message once, in the order of its first arrival, as a broker that knows message ids keeps them. */
  get kept(): readonly OutgoingFact[] {
    const seen = new Set<string>();
    return this.published.filter(({ messageId }) => !seen.has(messageId) && seen.add(messageId));
  }
}
