// The least that could carry a command from a socket to a service and back: no checks, no identity, no database.
import { createServer } from 'node:http';

import { Bus, ServiceIdentity } from '@tidemark/messaging';
import { Server } from 'socket.io';

import { ECHO_SUBJECT, ECHO_VIEW, type PeerSettings } from './echo';

const SECRET = 'a secret that only the bench needs to know';
const connect = (servers: string, name: string) =>
  Bus.connect({ servers, name, identity: new ServiceIdentity(name, SECRET) });

/** Handlers called by nobody but Socket.IO, requests over our shared inbox. */
async function gateway({ natsUrl, port }: PeerSettings): Promise<void> {
  const bus = await connect(natsUrl, 'lean-gateway');
  const http = createServer();
  const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
  io.on('connection', (socket) => {
    socket.on('command', (body: object, acknowledge: (answer: unknown) => void) => {
      void bus.request(ECHO_SUBJECT, body).then(acknowledge, acknowledge);
    });
  });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
}

/** Answers from the subscription itself, with a view as large as ours. */
async function responder({ natsUrl }: PeerSettings): Promise<void> {
  const bus = await connect(natsUrl, 'lean-responder');
  const answer = JSON.stringify({ ok: true, body: ECHO_VIEW });
  bus.connection.subscribe(ECHO_SUBJECT, {
    queue: 'echo',
    callback: (_, message) => {
      JSON.parse(message.string());
      if (message.reply) bus.outgoing.push(message.reply, Buffer.from(answer));
    },
  });
  await bus.flush();
}

const settings: PeerSettings = JSON.parse(process.argv[2] ?? '{}') as PeerSettings;
void (settings.part === 'gateway' ? gateway(settings) : responder(settings)).then(() => process.send?.('ready'));
