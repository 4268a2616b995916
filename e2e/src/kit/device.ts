import { randomUUID } from 'node:crypto';
import type { TimerView } from '@tidemark/domain';
import { io, type Socket } from 'socket.io-client';

import { eventually } from './eventually';
import type { Body, Failure } from './http';

export interface DeviceOptions {
  readonly address: string;
  readonly token: string;
  readonly deviceId: string;
  /** Said in the handshake instead of what a decent device says. */
  readonly introduction?: object;
}

/** An acknowledgement. */
export type Ack = Body & { readonly ok: boolean };

/** Anything that came over the socket by itself. */
export interface Frame {
  readonly name: string;
  readonly body: Heard;
}

export interface Heard {
  readonly kind?: string;
  readonly revision?: number;
  readonly event?: { readonly type: string; readonly at: string };
  readonly state?: TimerView;
  /** Of a snapshot: the workouts that changed since the revision that was told. */
  readonly progress?: readonly object[] | null;
  readonly origin?: { readonly deviceId: string | null; readonly commandId: string | null };
  readonly timer?: TimerView | null;
  readonly revisions?: { readonly timer?: number; readonly progress?: number };
  readonly [field: string]: unknown;
}

export interface CommandExtras {
  readonly commandId?: string;
  readonly at?: string;
  readonly ackWithinMs?: number;
}

/** The clocks of the database and of Node round differently. */
const CLOCK_GRAIN_MS = 10;
const ACK_WITHIN_MS = 15_000;

/** A real client of the socket: remembers every frame, and the newest timer by its revision. */
export class Device {
  readonly frames: Frame[] = [];
  readonly deviceId: string;
  readonly address: string;
  timer: TimerView | null = null;
  /** Why the last connection was refused, where it was. */
  refusal: Failure | undefined;
  /** Completions that it heard of before they were due. */
  readonly early: string[] = [];
  /** How often it was let in. */
  connections = 0;
  private readonly socket: Socket;
  private token: string;

  constructor({ address, token, deviceId, introduction }: DeviceOptions) {
    this.deviceId = deviceId;
    this.address = address;
    this.token = token;
    this.socket = io(address, {
      autoConnect: false,
      forceNew: true,
      transports: ['websocket'],
      reconnectionDelay: 200,
      reconnectionDelayMax: 1_000,
      auth: (show) => show(introduction ?? { token: this.token, deviceId, revisions: this.revisions }),
    });
    this.socket.on('connect', () => (this.connections += 1));
    this.socket.onAny((name: string, body: Heard) => this.hear(name, body));
    this.socket.on('connect_error', (error) => (this.refusal = (error as { data?: Failure }).data));
    // A server that closes says so in a way after which Socket.IO stays away; a person's device comes back.
    this.socket.on('disconnect', (reason) => reason === 'io server disconnect' && this.socket.connect());
  }

  get isConnected(): boolean {
    return this.socket.connected;
  }

  get revisions(): { timer: number } | undefined {
    return this.timer ? { timer: this.timer.revision } : undefined;
  }

  heard(name: string): readonly Heard[] {
    return this.frames.filter((frame) => frame.name === name).map(({ body }) => body);
  }

  /** What it was told of one kind. */
  news(kind: string): readonly Heard[] {
    return this.heard('changed').filter((heard) => heard.kind === kind);
  }

  /** Connects, without waiting for anything. */
  open(): void {
    this.socket.connect();
  }

  /** Connects, and returns when the snapshot is there. */
  async online(): Promise<Heard> {
    const before = this.heard('snapshot').length;
    this.open();
    return eventually(() => {
      const snapshot = this.heard('snapshot')[before];
      if (!snapshot) throw new Error(`${this.deviceId} has no snapshot: ${JSON.stringify(this.refusal)}`);
      return snapshot;
    });
  }

  close(): void {
    this.socket.disconnect();
  }

  /** Presses a button; rejects only where no acknowledgement came. */
  command(name: string, data: object = {}, extras: CommandExtras = {}): Promise<Ack> {
    const { commandId = randomUUID(), at, ackWithinMs = ACK_WITHIN_MS } = extras;
    const command = { name, commandId, ...(at !== undefined && { at }), data };
    return this.socket.timeout(ackWithinMs).emitWithAck('command', command) as Promise<Ack>;
  }

  heartbeat(body: object = {}): Promise<Ack> {
    return this.say('heartbeat', body);
  }

  /** Shows a fresh token on the live socket; it is the one for reconnecting too. */
  renew(token: string): Promise<Ack> {
    this.token = token;
    return this.say('auth', { token });
  }

  /** Anything at all, for those who mean harm. */
  say(event: string, ...payload: unknown[]): Promise<Ack> {
    return this.socket.timeout(ACK_WITHIN_MS).emitWithAck(event, ...payload) as Promise<Ack>;
  }

  /** The same without waiting for any answer. */
  tell(event: string, payload: unknown): void {
    this.socket.emit(event, payload);
  }

  private hear(name: string, body: Heard): void {
    this.frames.push({ name, body });
    const { type, at = '' } = body.event ?? {};
    if (type === 'SessionCompleted' && Date.now() < Date.parse(at) - CLOCK_GRAIN_MS) this.early.push(at);
    const seen = name === 'snapshot' ? body.timer : body.kind === 'timer' ? body.state : undefined;
    if (seen && seen.revision >= (this.timer?.revision ?? 0)) this.timer = seen;
  }
}
