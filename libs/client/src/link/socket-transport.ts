import { SECOND, utf8BytesOf } from '@tidemark/domain';
import { io, type Socket } from 'socket.io-client';
import { unreachable, type Answer, type Failure } from './answer';
import { callHttp } from './http-calls';
import { requestOf } from './routes';
import type { Call, Introduction, LineListener, Question, Sent, Transport } from './transport';

const ANSWER_WITHIN_MS = 8 * SECOND;
const RECONNECT_AFTER_MS = SECOND / 2;
const RECONNECT_AFTER_MAX_MS = 5 * SECOND;
/** The server takes no longer message on a socket; HTTP has more room. */
const MESSAGE_BYTES_MAX = 60_000;

type Caller = Parameters<Transport['command']>[1];

/** Socket.IO on a websocket for what is live and small, HTTP for all else. */
export function socketTransport(address: string): Transport {
  let socket: Socket | undefined;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  const isOpen = () => socket?.connected ?? false;

  const call = <Body>(method: string, path: string, said?: Call) => callHttp<Body>(method, address + path, said);

  /** A socket that does not answer is no connection: it is closed, and another one opened. */
  async function emit<Body>(event: string, body: object): Promise<Answer<Body>> {
    const asked = socket;
    if (!asked?.connected) return unreachable;
    try {
      const ack = (await asked.timeout(ANSWER_WITHIN_MS).emitWithAck(event, body)) as Acknowledgement;
      if (ack.ok === false) return ack;
      const { ok, ...said } = ack;
      return { ok, body: said as Body };
    } catch {
      if (asked.connected) asked.io.engine.close();
      return unreachable;
    }
  }

  function overHttp({ name, commandId, at, data }: Sent, { token, deviceId }: Caller, keepalive: boolean) {
    const { method, path, body } = requestOf(name, { ...data, ...(at !== undefined && { at }) });
    const headers = { 'idempotency-key': commandId, 'x-device-id': deviceId };
    return call(method, path, { token, body, headers, keepalive });
  }

  return {
    get isOpen() {
      return isOpen();
    },

    open(listener) {
      if (socket) return void socket.connect();
      socket = connection(address, listener, () => {
        clearTimeout(reopening);
        // Where the server closed the door itself, the library does not knock again on its own.
        reopening = setTimeout(() => socket && !socket.active && socket.connect(), RECONNECT_AFTER_MAX_MS);
      });
      socket.connect();
    },

    close() {
      clearTimeout(reopening);
      socket?.removeAllListeners().disconnect();
      socket = undefined;
    },

    ask: (question: Question, body: object) => emit(question, body),

    command(sent, by) {
      const isSmall = utf8BytesOf(JSON.stringify(sent)) <= MESSAGE_BYTES_MAX;
      return isOpen() && isSmall ? emit('command', sent) : overHttp(sent, by, false);
    },

    farewell(sent, by) {
      void overHttp(sent, by, true);
    },

    call,
  };
}

type Acknowledgement = ({ readonly ok: true } & object) | { readonly ok: false; readonly error: Failure };

function connection(address: string, listener: LineListener, knockLater: () => void): Socket {
  const socket = io(address, {
    autoConnect: false,
    forceNew: true,
    transports: ['websocket'],
    reconnectionDelay: RECONNECT_AFTER_MS,
    reconnectionDelayMax: RECONNECT_AFTER_MAX_MS,
    auth: (show) =>
      void listener.introduce().then((introduction: Introduction | null) => {
        if (introduction) return show(introduction);
        socket.disconnect();
        knockLater();
      }),
  });
  socket.on('connect', () => listener.opened());
  socket.on('disconnect', () => {
    listener.closed();
    if (!socket.active) knockLater();
  });
  socket.on('connect_error', (refusal) => {
    listener.refused((refusal as { data?: Partial<Failure> }).data?.code ?? unreachable.error.code);
    if (!socket.active) knockLater();
  });
  socket.onAny((event: string, body: unknown) => listener.heard(event, body));
  return socket;
}
