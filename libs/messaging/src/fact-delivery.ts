import type { Fact } from '@tidemark/contracts';
import { setTimeout as pause } from 'node:timers/promises';
import type { JsMsg } from 'nats';
import type { FactConsumerOptions } from './fact-consumer';
import { decodeFactSubject } from './subjects';

/** How long to wait before each further try; after the last one the fact is a dead letter. */
export const RETRY_AFTER_MS = [1_000, 5_000, 15_000, 30_000];
const TRIES_MAX = RETRY_AFTER_MS.length + 1;
/** While a fact waits for its next try or its turn, the server is told that it is not forgotten. */
const KEEP_EVERY_MS = 10_000;

/** One fact on its way through the handler: tried, tried again, and in the end acknowledged whatever came of it. */
export class FactDelivery {
  /** Facts with the same line are applied one after the other. */
  readonly line: string;
  private readonly keeping: NodeJS.Timeout;

  constructor(
    private readonly message: JsMsg,
    private readonly options: Pick<FactConsumerOptions, 'apply' | 'deadLetter'>,
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
    // What was handed out before, and never acknowledged, may have taken its process with it: that counts as tries.
    for (let tries = Math.min(this.message.info.deliveryCount, TRIES_MAX); !this.stopping.aborted; tries += 1) {
      try {
        await this.options.apply(this.message.json<Fact>());
        return true;
      } catch (error) {
        if (tries >= TRIES_MAX) {
          await this.bury(tries, error);
          return true;
        }
        await pause(RETRY_AFTER_MS[tries - 1], undefined, { signal: this.stopping }).catch(() => undefined);
      }
    }
    return false;
  }

  private async bury(tries: number, error: unknown): Promise<void> {
    const { subject, seq } = this.message;
    await this.options.deadLetter({ subject, body: this.message.string(), streamSequence: seq, tries, error });
  }
}
