import type { Fact } from '@tidemark/contracts';
import { SpanKind } from '@opentelemetry/api';
import { setTimeout as pause } from 'node:timers/promises';
import type { JsMsg } from 'nats';
import { decodeFactSubject } from './subjects';
import { carrierIn, inSpan } from './tracing';

/** A dead letter within a minute, and a database that restarts is waited for. */
const RETRY_AFTER_MS: readonly number[] = [1_000, 5_000, 15_000, 30_000];
/** While a fact waits for its next try or its turn, the server is told that it is not forgotten. */
const KEEP_EVERY_MS = 5_000;

/** What becomes of the facts that a consumer is handed. */
export interface FactHandling {
  /** Must be right when called twice. The fact is acknowledged after it returns, so it commits before it returns. */
  apply(fact: Fact): Promise<void>;
  /** How long to wait before each further try; after the last one the fact is a dead letter. */
  readonly retryAfterMs?: readonly number[];
  /** Told of what cannot be applied after the last try; keeps it for somebody to look at. */
  deadLetter(letter: DeadLetter): Promise<void>;
}

/** A fact that could not be applied. */
export interface DeadLetter {
  readonly subject: string;
  /** As it came, since it may not even be JSON. */
  readonly body: string;
  readonly streamSequence: number;
  readonly tries: number;
  readonly error: unknown;
}

/** One fact on its way through the handler: tried, tried again, and in the end acknowledged whatever came of it. */
export class FactDelivery {
  /** Facts with the same line are applied one after the other. */
  readonly line: string;
  private readonly keeping: NodeJS.Timeout;

  constructor(
    private readonly message: JsMsg,
    private readonly options: FactHandling,
    private readonly stopping: AbortSignal,
  ) {
    this.line = decodeFactSubject(message.subject)?.userId ?? message.subject;
    this.keeping = setInterval(() => message.working(), KEEP_EVERY_MS);
  }

  /** Never fails: what cannot be finished now goes back to the server. */
  async run(): Promise<void> {
    try {
      if (await this.isSettled()) await this.message.ackAck();
      else this.message.nak();
    } catch {
      // The connection was lost before the acknowledgement arrived; the fact comes once more and changes nothing.
    } finally {
      clearInterval(this.keeping);
    }
  }

  private async isSettled(): Promise<boolean> {
    const { retryAfterMs = RETRY_AFTER_MS } = this.options;
    const triesMax = retryAfterMs.length + 1;
    // What was handed out before, and never acknowledged, may have taken its process with it: that counts as tries.
    for (let tries = Math.min(this.message.info.deliveryCount, triesMax); !this.stopping.aborted; tries += 1) {
      try {
        await this.traced(() => this.options.apply(this.message.json<Fact>()));
        return true;
      } catch (error) {
        if (tries >= triesMax) {
          await this.bury(tries, error);
          return true;
        }
        await pause(retryAfterMs[tries - 1], undefined, { signal: this.stopping }).catch(() => undefined);
      }
    }
    return false;
  }

  private async traced(apply: () => Promise<void>): Promise<void> {
    const carrier = carrierIn(this.message.headers);
    if (!carrier) return apply();
    const { stream, consumer } = this.message.info;
    const attributes = { 'messaging.destination.name': stream, 'messaging.consumer.group.name': consumer };
    return inSpan({ name: `apply a fact: ${consumer}`, kind: SpanKind.CONSUMER, attributes, carrier }, apply);
  }

  private async bury(tries: number, error: unknown): Promise<void> {
    const { subject, seq } = this.message;
    await this.options.deadLetter({ subject, body: this.message.string(), streamSequence: seq, tries, error });
  }
}
