import type { MsgHdrs, NatsConnection } from 'nats';

/** Until the server has told its own limit. */
const PAYLOAD_BYTES_MAX = 1_048_576;
/** Headers count against the server's limit too; ours are far smaller than this. */
const HEADER_BYTES_RESERVED = 2_048;

interface OutgoingMessage {
  readonly subject: string;
  readonly data: Uint8Array;
  readonly options: { readonly reply?: string; readonly headers?: MsgHdrs };
}

/**
 * Messages of one turn of the event loop, written together at its end. The client flushes in a microtask, so that
 * each message sent from an answer's handler would else be a packet and a wake-up of its own.
 */
export class Outgoing {
  private waiting: OutgoingMessage[] = [];

  constructor(private readonly connection: NatsConnection) {}

  push(subject: string, data: Uint8Array, options: OutgoingMessage['options'] = {}): void {
    if (this.waiting.push({ subject, data, options }) === 1) setImmediate(() => this.write());
  }

  /** True for what the server would end the connection over. */
  isTooLarge(data: Uint8Array): boolean {
    return data.length > (this.connection.info?.max_payload ?? PAYLOAD_BYTES_MAX) - HEADER_BYTES_RESERVED;
  }

  write(): void {
    const messages = this.waiting;
    this.waiting = [];
    // A closed connection takes nothing; who waits for an answer hears of it by the timeout.
    if (this.connection.isClosed()) return;
    for (const { subject, data, options } of messages) this.connection.publish(subject, data, options);
  }
}
