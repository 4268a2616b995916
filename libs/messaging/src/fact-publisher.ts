import { Unavailable } from '@tidemark/domain';
import { SpanKind } from '@opentelemetry/api';
import { headers, type Msg } from 'nats';
import type { Bus } from './bus';
import { declareFactStream, FACTS_KEPT_MS } from './fact-stream';
import { factSubject } from './subjects';
import { carrierHere, carry, inSpan } from './tracing';

/** So many messages are on their way to the store at once. */
const WINDOW = 1_000;
/** Without an acknowledgement for so long, the rest is not coming. */
const ACK_TIMEOUT_MS = 5_000;
const MESSAGE_ID_HEADER = 'Nats-Msg-Id';
const LOST = 'The fact stream';

/** One message for JetStream; the relay of the event log speaks in these. */
export interface FactMessage {
  readonly category: string;
  readonly userId: string;
  readonly type: string;
  readonly messageId: string;
  readonly body: string;
  /** Leads to the trace of the wish behind it. */
  readonly correlationId?: string | null;
}

interface Batch {
  unacknowledged: number;
  resolve(): void;
  reject(error: Error): void;
}

/**
 * Puts facts into JetStream, in order, many on their way at once. All messages of a batch share one reply subject and
 * acknowledgements are only counted, since one refusal fails the batch and the caller sends it again: message ids make
 * that harmless.
 */
export class FactPublisher {
  /** What is older is dropped by the stream itself. */
  readonly keptForMs = FACTS_KEPT_MS;
  private readonly inbox: string;
  private readonly batches = new Map<string, Batch>();
  private lastBatch = 0;
  private declared: Promise<string> | undefined;

  constructor(private readonly bus: Bus) {
    this.inbox = bus.newInbox();
    bus.connection.subscribe(`${this.inbox}.*`, { callback: (_, acknowledgement) => this.take(acknowledgement) });
    bus.onStatus((status) => this.doubt(status));
  }

  /** Makes sure that the stream is there; asked again after anything that may have lost it. */
  async declare(): Promise<void> {
    await this.epoch();
  }

  /** Names the life of the store: another answer than before means that it was wiped. */
  epoch(): Promise<string> {
    this.declared ??= declareFactStream(this.bus).catch((error: unknown) => {
      this.declared = undefined;
      throw new Unavailable(LOST, { cause: error });
    });
    return this.declared;
  }

  /** Returns when the store has acknowledged every one of them. */
  async publish(facts: readonly FactMessage[]): Promise<void> {
    await this.declare();
    for (let from = 0; from < facts.length; from += WINDOW) await this.publishWindow(facts.slice(from, from + WINDOW));
  }

  private async publishWindow(facts: readonly FactMessage[]): Promise<void> {
    const token = (this.lastBatch += 1).toString(36);
    const late = () => this.doubt(`no acknowledgement in ${ACK_TIMEOUT_MS} ms`);
    const timeout = setTimeout(late, ACK_TIMEOUT_MS);
    try {
      await new Promise<void>((resolve, reject) => {
        this.batches.set(token, { unacknowledged: facts.length, resolve, reject });
        for (const fact of facts) this.send(fact, `${this.inbox}.${token}`);
      });
    } finally {
      clearTimeout(timeout);
      this.batches.delete(token);
    }
  }

  private send(fact: FactMessage, reply: string): void {
    const { category, type, correlationId } = fact;
    const door = { name: `tell a fact: ${category} ${type}`, kind: SpanKind.PRODUCER, correlationId };
    void inSpan(door, () => this.sendNow(fact, reply));
  }

  private sendNow({ category, userId, type, messageId, body }: FactMessage, reply: string): void {
    const described = headers();
    described.set(MESSAGE_ID_HEADER, messageId);
    carry(described, carrierHere());
    const subject = factSubject(category, userId, type);
    this.bus.connection.publish(subject, Buffer.from(body), { reply, headers: described });
  }

  private take(acknowledgement: Msg): void {
    const batch = this.batches.get(acknowledgement.subject.slice(this.inbox.length + 1));
    if (!batch) return;
    if (isRefused(acknowledgement)) return this.doubt(acknowledgement.string() || 'nobody listens');
    batch.unacknowledged -= 1;
    if (batch.unacknowledged === 0) batch.resolve();
  }

  /** From now on nothing that is under way counts, and the stream is looked for again before the next batch. */
  private doubt(reason: string): void {
    this.declared = undefined;
    const error = new Unavailable(LOST, { cause: new Error(reason) });
    for (const batch of this.batches.values()) batch.reject(error);
  }
}

const REFUSED = Buffer.from('"error":');

/** Nobody listening is a bare status; an error of the stream stands where the sequence would. */
function isRefused({ data, headers: status }: Msg): boolean {
  if (data.length === 0) return status !== undefined;
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).includes(REFUSED);
}
