import { WebSocket } from 'ws';

const OPENED = '0';
const PING = '2';
const PONG = '3';
const CONNECTED = '40';
const EVENT = '42';
const ACKNOWLEDGED = '43';
const REFUSED = '44';

export type Heard = (event: string, body: Record<string, unknown>) => void;

export interface SocketOptions {
  readonly url: string;
  readonly auth: object;
  readonly heard?: Heard;
  readonly closed?: () => void;
}

/**
 * As much of a Socket.IO client as a load generator needs: ten thousand of them must cost less than what they measure.
 */
export class ThinSocket {
  readonly #waiting = new Map<string, (body: Acknowledgement) => void>();
  #lastId = 0;

  private constructor(
    readonly socket: WebSocket,
    readonly heard: Heard,
  ) {}

  /** Connected and let in. */
  static connect({ url, auth, heard = () => {}, closed = () => {} }: SocketOptions): Promise<ThinSocket> {
    const address = `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
    const socket = new WebSocket(address, { perMessageDeflate: false, skipUTF8Validation: true });
    const thin = new ThinSocket(socket, heard);
    return new Promise((resolve, reject) => {
      socket.on('error', reject);
      socket.on('close', () => {
        reject(new Error('The socket was closed.'));
        closed();
      });
      socket.on('message', (data: Buffer) => {
        const text = data.toString();
        if (text.startsWith(OPENED)) socket.send(CONNECTED + JSON.stringify(auth));
        else if (text === PING) socket.send(PONG);
        else if (text.startsWith(EVENT)) thin.#hear(text);
        else if (text.startsWith(ACKNOWLEDGED)) thin.#take(text);
        else if (text.startsWith(CONNECTED)) resolve(thin);
        else if (text.startsWith(REFUSED)) reject(new Error(text));
      });
    });
  }

  /** Says something and waits for the acknowledgement. */
  ask(event: string, body: object): Promise<Acknowledgement> {
    const id = String((this.#lastId += 1));
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.socket.send(`${EVENT}${id}${JSON.stringify([event, body])}`);
    });
  }

  close(): void {
    this.socket.terminate();
  }

  #hear(text: string): void {
    const [event, body] = JSON.parse(text.slice(text.indexOf('['))) as [string, Record<string, unknown>];
    this.heard(event, body);
  }

  #take(text: string): void {
    const from = text.indexOf('[');
    const id = text.slice(ACKNOWLEDGED.length, from);
    const [body] = JSON.parse(text.slice(from)) as [Acknowledgement];
    this.#waiting.get(id)?.(body);
    this.#waiting.delete(id);
  }
}

export interface Acknowledgement {
  readonly ok: boolean;
  readonly [field: string]: unknown;
}
