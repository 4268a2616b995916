import type { SnapshotShown } from '@tidemark/contracts';
import { SECOND, type Instant } from '@tidemark/domain';
import type { Identity, TokenVerifier } from '../tokens/token-verifier';
import { revisionsByKind } from './followed';
import { eventFrame, type Change } from './frames';

/** The transport below a socket; what is written here is not touched by Socket.IO any more. */
export interface Engine {
  readonly writeBuffer: readonly { readonly data?: unknown }[];
  write(frame: string, options: { readonly compress: boolean }): unknown;
  once(event: 'drain', listener: () => void): unknown;
  close(discard?: boolean): void;
}

/** So many packets wait for the network before only the newest about the same is kept. */
const SLOW_PACKETS = 16;
/** With so much waiting, or held back for so long, a device is better off with a new connection. */
const WAITING_PACKETS_MAX = 256;
const WAITING_BYTES_MAX = 1_048_576;
const HELD_MAX_MS = 30 * SECOND;
const UNCOMPRESSED = { compress: false };

/** One device of a user. Nothing here is made per socket but this object and what it waits for. */
export class Connection {
  /** The newest revision of each kind that this device has. */
  private sent = new Map<string, number>();
  /** Changes that wait: for the snapshot to go first, or for a slow network. */
  private held: Map<string, Change> | undefined;
  private heldSince: Instant = 0;
  private isOpen = false;
  private isClosed = false;

  constructor(
    private readonly engine: Engine,
    private identity: Identity,
    readonly deviceId: string | undefined,
    private readonly now: () => Instant,
  ) {}

  get userId(): string {
    return this.identity.userId;
  }

  get hasEnded(): boolean {
    return this.isClosed;
  }

  get hasExpired(): boolean {
    return this.identity.expiresAt <= this.now();
  }

  /** Throws where the token is not good any more. */
  recheck(verifier: Pick<TokenVerifier, 'recheck'>): void {
    verifier.recheck(this.identity);
  }

  /** A fresh token on a live socket. */
  renew(identity: Identity): void {
    this.identity = identity;
  }

  /** The first thing a device hears; what came in meanwhile and is newer follows. */
  open(snapshot: SnapshotShown): void {
    if (this.isClosed || this.hasExpired) return;
    this.sent = revisionsByKind(snapshot.revisions);
    this.isOpen = true;
    this.write(eventFrame('snapshot', snapshot));
    this.release();
  }

  /** Sends a change unless the device has it already; waits where it cannot be sent now. */
  offer(change: Change): void {
    if (this.isClosed || this.hasExpired || !this.isNews(change)) return;
    if (!this.isOpen) this.hold(change);
    else if (this.held || this.isSlow) this.holdUntilDrained(change);
    else this.send(change);
  }

  revisionOf(kind: string): number | undefined {
    return this.sent.get(kind);
  }

  /** True for a device that does not take what it is sent. */
  get isStuck(): boolean {
    if (this.held && this.isOpen && this.now() - this.heldSince > HELD_MAX_MS) return true;
    if (this.held && heldBytes(this.held) > WAITING_BYTES_MAX) return true;
    const { writeBuffer } = this.engine;
    if (writeBuffer.length <= SLOW_PACKETS) return false;
    return writeBuffer.length > WAITING_PACKETS_MAX || waitingBytes(writeBuffer) > WAITING_BYTES_MAX;
  }

  /** Says a last word and closes the transport, after which clients come back by themselves. */
  close(farewell?: string): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.held = undefined;
    if (farewell !== undefined) this.write(farewell);
    this.engine.close();
  }

  /** Closes without waiting for a network that takes nothing. */
  cut(): void {
    this.isClosed = true;
    this.held = undefined;
    this.engine.close(true);
  }

  /** The transport is gone. */
  ended(): void {
    this.isClosed = true;
    this.held = undefined;
  }

  private isNews({ kind, revision }: Change): boolean {
    return revision > (this.sent.get(kind) ?? -1);
  }

  private get isSlow(): boolean {
    return this.engine.writeBuffer.length >= SLOW_PACKETS;
  }

  private hold(change: Change): void {
    this.held ??= new Map();
    const key = `${change.kind} ${change.about}`;
    // Taken out first, so that the map keeps the order of the newest changes.
    this.held.delete(key);
    this.held.set(key, change);
  }

  private holdUntilDrained(change: Change): void {
    if (!this.held) {
      this.heldSince = this.now();
      this.engine.once('drain', () => this.release());
    }
    this.hold(change);
  }

  private release(): void {
    const held = this.held;
    this.held = undefined;
    // What is too much for the network at once waits again.
    for (const change of held?.values() ?? []) this.offer(change);
  }

  private send({ kind, revision, frames }: Change): void {
    this.sent.set(kind, revision);
    for (const frame of frames) this.write(frame);
  }

  private write(frame: string): void {
    this.engine.write(frame, UNCOMPRESSED);
  }
}

function heldBytes(held: ReadonlyMap<string, Change>): number {
  let bytes = 0;
  for (const { frames } of held.values()) for (const { length } of frames) bytes += length;
  return bytes;
}

function waitingBytes(packets: readonly { data?: unknown }[]): number {
  return packets.reduce((bytes, { data }) => bytes + (typeof data === 'string' ? data.length : 0), 0);
}
