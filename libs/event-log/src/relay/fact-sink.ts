import type { RecordedEvent } from '../recorded-event';

/** One message on its way out; the sink makes the subject of category, user and type. */
export interface OutgoingFact {
  readonly category: string;
  readonly userId: string;
  readonly type: string;
  /** Publishing the same id again has no effect within the broker's window. */
  readonly messageId: string;
  readonly body: string;
  /** Of the wish behind the event, for whoever follows it through all services. */
  readonly correlationId?: string | null;
}

/** Where the relay publishes; messaging implements it with JetStream. */
export interface FactSink {
  /** What is older is dropped by the store itself; one that was wiped is not told it again. */
  readonly keptForMs: number;
  /** Resolves when every fact is acknowledged, in this order per user; rejects when any is not. */
  publish(facts: readonly OutgoingFact[]): Promise<void>;
  /** Names the life of the store behind the sink; another name means that it was wiped. */
  epoch(): Promise<string>;
}

/** What a service tells the world about one event, given the state after it. */
export type ToFacts = (
  recorded: RecordedEvent,
  stateAfter: unknown,
) => readonly OutgoingFact[] | Promise<readonly OutgoingFact[]>;
