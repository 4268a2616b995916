import { randomUUID } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import { isBug, registry } from '@tidemark/contracts';
import { SECOND, type Instant } from '@tidemark/domain';
import { inSpan } from '@tidemark/messaging';
import { SpanKind } from '@opentelemetry/api';
import { Server, type Socket } from 'socket.io';
import type { Backend } from '../calls/backend';
import { refusalFor } from '../http/refused';
import type { TokenVerifier } from '../tokens/token-verifier';
import { Connection, type Engine } from './connection';
import { eventFrame } from './frames';
import { readHandshake, type Handshake } from './handshake';
import type { SocketRequests } from './socket-requests';
import type { UserChannels } from './user-channels';

const ENVELOPE_BYTES_MAX = 1_024;
/** The largest body of any command, as over HTTP: what is larger for its command is refused by the command's own rules. */
const MESSAGE_BYTES_MAX = bodyBytesMax() + ENVELOPE_BYTES_MAX;
const HANDSHAKE_MAX_MS = 5 * SECOND;
const PING_EVERY_MS = 20 * SECOND;
const PONG_WITHIN_MS = 20 * SECOND;
const SWEEP_EVERY_MS = SECOND;
/** So many sockets are told in one turn of the event loop; the others' messages go in between. */
const TOLD_PER_TURN = 100;
/** Those who are sent away come back spread over so long. */
const RETURN_WITHIN_MS = 5 * SECOND;
const AUTH_EXPIRED = eventFrame('auth_expired', {});

export interface SocketParts {
  readonly backend: Backend;
  readonly verifier: TokenVerifier;
  readonly channels: UserChannels;
  readonly requests: SocketRequests;
  readonly perUserMax: number;
  readonly now?: () => Instant;
  onFailure(error: unknown): void;
  onCount(sockets: number): void;
  /** Told of each socket that was cut because it took nothing. */
  onCut(): void;
  /** Told how every handshake ended. */
  onHandshake(outcome: string): void;
}

/** Socket.IO, with nothing per socket but what is needed: no pipeline, no rooms, no closures [G1]. */
export class SocketServer {
  private readonly io = new Server({
    transports: ['websocket'],
    perMessageDeflate: false,
    httpCompression: false,
    serveClient: false,
    allowEIO3: false,
    maxHttpBufferSize: MESSAGE_BYTES_MAX,
    connectTimeout: HANDSHAKE_MAX_MS,
    pingInterval: PING_EVERY_MS,
    pingTimeout: PONG_WITHIN_MS,
  });
  private readonly connections = new Set<Connection>();
  private sweeper: NodeJS.Timeout | undefined;
  private isClosing = false;

  constructor(private readonly parts: SocketParts) {}

  get isLeaving(): boolean {
    return this.isClosing;
  }

  attach(http: HttpServer): void {
    this.io.use((socket, next) => {
      this.admit(socket).then(
        () => next(),
        (error: unknown) => next(this.connectError(error)),
      );
    });
    const { requests, onFailure } = this.parts;
    const leave = (connection: Connection) => this.leave(connection);
    // Shared by all sockets: each finds its connection by the socket it is called on.
    const onAny = function (this: Socket, event: unknown, ...said: unknown[]) {
      void requests.take(this.data as Connection, event, said).catch(onFailure);
    };
    const onDisconnect = function (this: Socket) {
      leave(this.data as Connection);
    };
    this.io.on('connection', (socket) => {
      socket.onAny(onAny);
      socket.on('disconnect', onDisconnect);
      this.welcome(socket);
    });
    this.io.attach(http);
    this.sweeper = setInterval(() => this.sweep(), SWEEP_EVERY_MS);
  }

  /** Ends what a user has open here. */
  kick(userId: string): void {
    for (const connection of [...this.parts.channels.devicesOf(userId)]) connection.close(AUTH_EXPIRED);
  }

  /** Tells everybody to come back a little later, each at another time, and closes. */
  async close(): Promise<void> {
    this.isClosing = true;
    clearInterval(this.sweeper);
    let told = 0;
    for (const connection of [...this.connections]) {
      connection.close(eventFrame('drain', { retryInMs: Math.round(Math.random() * RETURN_WITHIN_MS) }));
      told += 1;
      if (told % TOLD_PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    this.io.engine.close();
  }

  private async admit(socket: Socket): Promise<void> {
    const { verifier, channels, perUserMax, onHandshake } = this.parts;
    socket.data = await readHandshake(socket.handshake.auth, verifier, channels, perUserMax);
    onHandshake('done');
  }

  private connectError(error: unknown): Error {
    const refusal = refusalFor(error);
    if (isBug(refusal)) this.parts.onFailure(error);
    const { code, message, details } = refusal;
    this.parts.onHandshake(code);
    return Object.assign(new Error(message), { data: { code, message, details } });
  }

  private welcome(socket: Socket): void {
    const { identity, deviceId, revisions } = socket.data as Handshake;
    const connection = new Connection(socket.conn as unknown as Engine, identity, deviceId, this.parts.now ?? Date.now);
    socket.data = connection;
    forgetRequest(socket);
    this.connections.add(connection);
    this.parts.onCount(this.connections.size);
    this.greet(connection, revisions).catch((error: unknown) => {
      this.parts.onFailure(error);
      connection.close();
    });
  }

  /** Listens first, asks second: what happens in between waits in the connection and is not lost [G1]. */
  private async greet(connection: Connection, revisions: Handshake['revisions']): Promise<void> {
    const { channels, backend, verifier } = this.parts;
    const channel = channels.join(connection);
    // Whoever was sent away between the handshake and here was not found then.
    connection.recheck(verifier);
    await channel.ready();
    const { userId, deviceId } = connection;
    const correlationId = randomUUID();
    const door = { name: 'socket snapshot', kind: SpanKind.SERVER, begins: correlationId };
    const snapshot = await inSpan(door, () => backend.snapshot(revisions, { userId, deviceId, correlationId }));
    connection.open(snapshot);
  }

  private leave(connection: Connection): void {
    connection.ended();
    this.connections.delete(connection);
    this.parts.channels.leave(connection);
    this.parts.onCount(this.connections.size);
  }

  private sweep(): void {
    for (const connection of this.connections) {
      if (connection.hasExpired) connection.close(AUTH_EXPIRED);
      else if (connection.isStuck) this.cut(connection);
    }
    this.parts.channels.sweep();
  }

  private cut(connection: Connection): void {
    connection.cut();
    this.parts.onCut();
  }
}

function bodyBytesMax(): number {
  const commands = registry.flatMap(({ commands }) => commands);
  return Math.max(...commands.map(({ bodyBytesMax = 0 }) => bodyBytesMax));
}

/** Headers and tokens of the handshake would stay in memory for as long as the socket lives. */
function forgetRequest({ conn, handshake }: Socket): void {
  (conn as { request: unknown }).request = undefined;
  handshake.headers = {};
  handshake.auth = {};
}
