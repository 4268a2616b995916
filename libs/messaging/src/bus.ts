import type { Reply } from '@tidemark/contracts';
import { Rejection } from '@tidemark/domain';
import { SpanKind } from '@opentelemetry/api';
import { connect, createInbox, Events, headers, type MsgHdrs, type NatsConnection } from 'nats';
import type { ServiceIdentity } from './identity';
import { Outgoing } from './outgoing';
import { addressIn } from './servers';
import { RequestTable, type RequestObserver, type RequestOptions } from './request-table';
import { encodePart } from './subjects';
import { carrierHere, carrierIn, carry, inSpan, type TraceCarrier } from './tracing';

/** Where the caller shows who it is. */
export const IDENTITY_HEADER = 'Tidemark-Identity';

const RECONNECT_PAUSE_MS = 250;
const CONNECT_TIMEOUT_MS = 5_000;
const PING_EVERY_MS = 5_000;
const PINGS_UNANSWERED_MAX = 2;

/** Where the servers are, and who we are. */
export interface BusOptions {
  readonly servers: string | readonly string[];
  /** Seen in the server's list of connections. */
  readonly name: string;
  readonly identity: ServiceIdentity;
  readonly observe?: RequestObserver;
  /** How many servers of a cluster keep each fact, where it is us who make the stream. */
  readonly factReplicas?: number;
}

/** Something that was said on a subject. */
export interface BusMessage {
  readonly subject: string;
  readonly data: Buffer;
}

/** What ends a listening. */
export interface Subscription {
  unsubscribe(): void;
}

/** A server ends the connection of one that reads too slowly, so `reconnected` also means: messages may be missing. */
export type BusStatus = 'disconnected' | 'reconnected';

/** One connection to NATS that never gives up, with requests that are cheap in hundreds. */
export class Bus {
  /** For the other files of this library; nobody else needs to know that it is NATS. */
  readonly connection: NatsConnection;
  readonly outgoing: Outgoing;
  private readonly requests: RequestTable;
  private readonly statusListeners = new Set<(status: BusStatus) => void>();
  private signature = { token: '', headers: headers() };
  private connected = true;

  private constructor(
    connection: NatsConnection,
    readonly identity: ServiceIdentity,
    observe: RequestObserver,
    readonly factReplicas: number,
  ) {
    this.connection = connection;
    this.outgoing = new Outgoing(connection);
    const inbox = this.newInbox();
    this.requests = new RequestTable(connection, inbox, this.outgoing, (carrier) => this.signed(carrier), observe);
    void this.followStatus();
  }

  /** Fails at once when no server answers; after the first connection it reconnects for ever. */
  static async connect({ servers, name, identity, observe = () => {}, factReplicas = 1 }: BusOptions): Promise<Bus> {
    const connection = await connect({
      ...addressIn(servers),
      name,
      inboxPrefix: inboxOf(identity),
      timeout: CONNECT_TIMEOUT_MS,
      maxReconnectAttempts: -1,
      reconnectTimeWait: RECONNECT_PAUSE_MS,
      pingInterval: PING_EVERY_MS,
      maxPingOut: PINGS_UNANSWERED_MAX,
      ignoreAuthErrorAbort: true,
      noAsyncTraces: true,
    });
    return new Bus(connection, identity, observe, factReplicas);
  }

  /** A subject of our own for answers; whatever follows after a dot is ours as well. */
  newInbox(): string {
    return createInbox(inboxOf(this.identity));
  }

  get isConnected(): boolean {
    return this.connected && !this.connection.isClosed();
  }

  /** How many requests wait for their answer. */
  get waitingRequests(): number {
    return this.requests.size;
  }

  /**
   * Asks and waits for the answer. Unanswered, the same payload, and so the same command key, is sent again; after the
   * last attempt it fails with Unavailable. A refusal is an answer.
   */
  async request<Body = unknown>(subject: string, payload: object, options: RequestOptions = {}): Promise<Reply<Body>> {
    const data = Buffer.from(JSON.stringify(payload));
    if (this.outgoing.isTooLarge(data)) throw new Rejection('request/too-large', 'The request is too large.');
    const ask = () => this.requests.ask(subject, data, options, carrierHere()) as Promise<Reply<Body>>;
    return inSpan({ name: `request ${subject}`, kind: SpanKind.CLIENT }, ask);
  }

  /** Tells without waiting; whoever is not there does not hear it. */
  publish(subject: string, text = ''): void {
    this.outgoing.push(subject, Buffer.from(text));
  }

  subscribe(subject: string, onMessage: (message: BusMessage) => void): Subscription {
    return this.connection.subscribe(subject, {
      callback: (error, { subject: heardOn, data, headers: described }) => {
        if (error) return;
        const message = { subject: heardOn, data: Buffer.from(data.buffer, data.byteOffset, data.byteLength) };
        const carrier = carrierIn(described);
        if (!carrier) return onMessage(message);
        void inSpan({ name: 'hear a fact', kind: SpanKind.CONSUMER, carrier }, () => onMessage(message));
      },
    });
  }

  /** Returns what ends the listening. */
  onStatus(listener: (status: BusStatus) => void): () => void {
    this.statusListeners.add(listener);
    return () => this.statusListeners.delete(listener);
  }

  /** Returns when the server has seen everything sent so far, subscriptions too. */
  async flush(): Promise<void> {
    this.outgoing.write();
    await this.connection.flush();
  }

  async close(): Promise<void> {
    if (this.connection.isClosed()) return;
    this.outgoing.write();
    this.requests.close();
    if (this.connected) await this.connection.drain();
    else await this.connection.close();
  }

  private signed(carrier: TraceCarrier | undefined): MsgHdrs {
    const token = this.identity.token();
    if (carrier) return carry(signature(token), carrier);
    if (token !== this.signature.token) {
      this.signature = { token, headers: signature(token) };
    }
    return this.signature.headers;
  }

  private async followStatus(): Promise<void> {
    for await (const { type } of this.connection.status()) {
      if (type === Events.Disconnect) this.become('disconnected');
      if (type === Events.Reconnect) {
        this.become('reconnected');
        this.requests.askAgain();
      }
    }
  }

  private become(status: BusStatus): void {
    this.connected = status === 'reconnected';
    for (const listener of this.statusListeners) listener(status);
  }
}

/** Apart from everybody else's, so that a server may let each hear its own answers alone. */
function inboxOf({ service }: ServiceIdentity): string {
  return `_INBOX.${encodePart(service)}`;
}

function signature(token: string): MsgHdrs {
  const made = headers();
  made.set(IDENTITY_HEADER, token);
  return made;
}
