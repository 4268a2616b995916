import { refusalOf, type Refusal, type Reply } from '@tidemark/contracts';
import { Unavailable } from '@tidemark/domain';
import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { SpanKind } from '@opentelemetry/api';
import type { Msg, Subscription } from 'nats';
import { IDENTITY_HEADER, type Bus } from './bus';
import { readCommand, readObject, readQuery } from './envelopes';
import { carrierIn, inSpan } from './tracing';

/** Requests being answered at once; more are sent away, so that those under way end in time. */
export const IN_FLIGHT_MAX = 2_000;
/** How long closing waits for what is under way. */
const DRAIN_MS = 5_000;
const DRAIN_LOOK_EVERY_MS = 10;

/** What a handler may know beside the message, by Nest's `@Ctx()`. */
export interface BusContext {
  readonly subject: string;
  /** The service that signed the request; `gateway` has validated what it sends. */
  readonly caller: string;
  /** Follows a wish from the socket to the event, and through every log on the way. */
  readonly correlationId?: string;
}

/** On which bus, in whose name, and what becomes of errors. */
export interface BusResponderOptions {
  readonly bus: Bus;
  /** Instances of one service share its requests. */
  readonly queueGroup: string;
  /** Turns anything thrown into a refusal, and logs what nobody expected. */
  readonly refuse?: (error: unknown, context: BusContext) => Refusal;
}

/**
 * Nest's `@MessagePattern` handlers on our bus: one queue subscription per pattern, answers written together at the end
 * of a turn. Whatever comes in is answered, be it nonsense.
 */
export class BusResponder extends Server implements CustomTransportStrategy {
  private readonly subscriptions: Subscription[] = [];
  private readonly refuse: (error: unknown, context: BusContext) => Refusal;
  private inFlight = 0;

  constructor(private readonly options: BusResponderOptions) {
    super();
    this.refuse = options.refuse ?? refusalOf;
  }

  listen(callback: (error?: unknown) => void): void {
    const { bus, queueGroup } = this.options;
    for (const [subject, handler] of this.messageHandlers) {
      const reader = readerOf(subject);
      this.subscriptions.push(
        bus.connection.subscribe(subject, {
          queue: queueGroup,
          callback: (error, message) => {
            if (!error) void this.answer(message, reader, handler);
          },
        }),
      );
    }
    bus.flush().then(() => callback(), callback);
  }

  /** Takes no more, and waits for what is under way. */
  async close(): Promise<void> {
    await Promise.all(this.subscriptions.map((subscription) => subscription.drain().catch(() => undefined)));
    const endsAt = performance.now() + DRAIN_MS;
    while (this.inFlight > 0 && performance.now() < endsAt) {
      await new Promise((resolve) => setTimeout(resolve, DRAIN_LOOK_EVERY_MS));
    }
    this.options.bus.outgoing.write();
  }

  override on(): never {
    throw new Error('The responder has no events; ask the bus for its status.');
  }

  override unwrap<T>(): T {
    return this.options.bus as T;
  }

  private async answer(message: Msg, reader: Reader, handler: MessageHandler): Promise<void> {
    this.inFlight += 1;
    let context: BusContext = { subject: message.subject, caller: '' };
    try {
      if (this.inFlight > IN_FLIGHT_MAX) throw new Unavailable('The service');
      const caller = this.options.bus.identity.verify(message.headers?.get(IDENTITY_HEADER));
      const body = await traced(message, caller, async () => {
        const request = reader(message.data);
        context = { subject: message.subject, caller, correlationId: correlationIdIn(request) };
        return handler(request, context);
      });
      this.reply(message, { ok: true, body });
    } catch (error) {
      this.reply(message, { ok: false, error: this.refuse(error, context) });
    } finally {
      this.inFlight -= 1;
    }
  }

  private reply(message: Msg, reply: Reply): void {
    if (!message.reply) return;
    const { outgoing } = this.options.bus;
    const data = Buffer.from(JSON.stringify(reply));
    if (outgoing.isTooLarge(data)) throw new Error(`The answer on ${message.subject} is too large for one message.`);
    outgoing.push(message.reply, data);
  }
}

function traced<Body>({ subject, headers }: Msg, caller: string, work: () => Promise<Body>): Promise<Body> | Body {
  const attributes = { 'tidemark.caller': caller };
  const door = { name: `answer ${subject}`, kind: SpanKind.SERVER, attributes, carrier: carrierIn(headers) };
  return inSpan(door, work);
}

function correlationIdIn({ correlationId }: { correlationId?: unknown }): string | undefined {
  return typeof correlationId === 'string' ? correlationId : undefined;
}

type Reader = (data: Uint8Array) => object;

function readerOf(subject: string): Reader {
  if (subject.startsWith('tidemark.cmd.')) return readCommand;
  return subject.startsWith('tidemark.query.') ? readQuery : readObject;
}
