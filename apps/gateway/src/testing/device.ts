import { until } from '@tidemark/local-infra';
import { io, type Socket } from 'socket.io-client';

export interface Acknowledgement {
  readonly ok: boolean;
  readonly error?: { readonly code: string; readonly message: string; readonly details: unknown };
  readonly [field: string]: unknown;
}

export interface Heard {
  readonly event: string;
  readonly body: Record<string, unknown>;
}

export interface DeviceOptions {
  readonly token?: unknown;
  readonly deviceId?: unknown;
  readonly revisions?: unknown;
  readonly headers?: Record<string, string>;
}

const ANSWER_MAX_MS = 10_000;

/** A real Socket.IO client that remembers what it heard. */
export class Device {
  readonly heard: Heard[] = [];
  readonly socket: Socket;

  constructor(url: string, { headers = {}, ...auth }: DeviceOptions) {
    this.socket = io(url, {
      transports: ['websocket'],
      auth,
      extraHeaders: headers,
      reconnection: false,
      forceNew: true,
    });
    this.socket.onAny((event: string, body: Record<string, unknown>) => this.heard.push({ event, body }));
  }

  /** A device that is connected and has its snapshot. */
  static async connected(url: string, options: DeviceOptions): Promise<Device> {
    const device = new Device(url, options);
    await device.hears('snapshot');
    return device;
  }

  /** The refusal of a handshake that is expected to fail. */
  async refusal(): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.socket.once('connect', () => reject(new Error('The handshake was accepted.')));
      this.socket.once('connect_error', (error) => resolve((error as { data?: unknown }).data ?? error.message));
    });
  }

  say(event: string, ...payloads: unknown[]): Promise<Acknowledgement> {
    return this.socket.timeout(ANSWER_MAX_MS).emitWithAck(event, ...payloads) as Promise<Acknowledgement>;
  }

  command(name: string, data?: unknown, commandId?: string): Promise<Acknowledgement> {
    return this.say('command', {
      name,
      ...(commandId !== undefined && { commandId }),
      ...(data !== undefined && { data }),
    });
  }

  async hears(event: string, count = 1): Promise<Heard> {
    await until(`the device hears ${count} times ${event}`, () => this.all(event).length >= count);
    return this.all(event)[count - 1]!;
  }

  async hearsOne(what: string, isIt: (heard: Heard) => boolean): Promise<void> {
    await until(`the device hears ${what}`, () => this.heard.some(isIt));
  }

  all(event: string): Heard[] {
    return this.heard.filter((heard) => heard.event === event);
  }

  revisions(): unknown[] {
    return this.all('changed').map(({ body }) => body['revision']);
  }

  async isGone(): Promise<void> {
    await until('the socket is closed', () => this.socket.disconnected);
  }

  close(): void {
    this.socket.disconnect();
  }
}
