import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { refusalOf, type Refusal } from '@tidemark/contracts';
import { Rejection, Unavailable } from '@tidemark/domain';
import { addressOf } from '../http/address';
import { hangUp } from '../http/hang-up';
import { serveAsPlain } from '../http/plain-request';
import { isOriginAllowed } from '../http/security';
import { HeadCount } from '../limits/head-count';

const RETRY_MS = 5_000;
const SOCKET_PATH = '/socket.io/';

export interface AdmissionRules {
  readonly allowedOrigins: readonly string[];
  readonly trustedProxies: number;
  readonly perAddressMax: number;
  /** True where the event loop is behind, or the process about to leave. */
  isBusy(): boolean;
  onRefusal(refusal: Refusal): void;
}

type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/**
 * Stands before the handshake, where a refusal costs least: foreign pages, crowds from one address, and everybody while
 * we are behind. Browsers do not apply their cross-origin rules to websockets, so the origin is checked here.
 */
export class Admission {
  private readonly sockets: HeadCount;
  private readonly addresses = new Map<Duplex, string>();

  constructor(private readonly rules: AdmissionRules) {
    this.sockets = new HeadCount(rules.perAddressMax);
  }

  /** Puts itself before whoever listens for upgrades already. */
  guard(server: Server): void {
    const inner = server.listeners('upgrade') as UpgradeListener[];
    server.removeAllListeners('upgrade');
    const { sockets, addresses } = this;
    // One listener for all sockets: it finds what it needs by the socket it is called on.
    const onClose = function (this: Duplex) {
      sockets.leave(addresses.get(this) ?? '');
      addresses.delete(this);
    };
    server.on('upgrade', (request, socket: Duplex, head: Buffer) => {
      if (!request.url?.startsWith(SOCKET_PATH)) return serveAsPlain(server, request, socket, head);
      const address = addressOf(request, this.rules.trustedProxies);
      const refusal = this.refusal(request, address);
      if (refusal) return this.refuse(socket, refusal);
      sockets.enter(address);
      addresses.set(socket, address);
      socket.on('close', onClose);
      for (const listener of inner) listener.call(server, request, socket, head);
    });
  }

  /** How many are in. */
  get size(): number {
    return this.addresses.size;
  }

  /** Cuts off whoever did not leave by itself. */
  cutAll(): void {
    for (const socket of this.addresses.keys()) socket.destroy();
  }

  private refusal({ headers: { origin, host } }: IncomingMessage, address: string): Refusal | undefined {
    if (!isOriginAllowed(origin, host, this.rules.allowedOrigins)) {
      return refusalOf(new Rejection('auth/forbidden', 'Pages of this origin may not connect.'));
    }
    if (this.rules.isBusy()) return refusalOf(new Unavailable('The gateway'));
    if (this.sockets.isFull(address)) {
      const details = { retryInMs: RETRY_MS };
      return refusalOf(new Rejection('request/too-many', 'Too many connections from this address.', details));
    }
    return undefined;
  }

  private refuse(socket: Duplex, refusal: Refusal): void {
    this.rules.onRefusal(refusal);
    hangUp(socket, refusal);
  }
}
