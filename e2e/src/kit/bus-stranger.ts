import { connect } from 'node:net';

import type { Reply } from '@tidemark/contracts';

const PATIENCE_MS = 4_000;
const INBOX = '_INBOX.stranger';
const ANSWER = new RegExp(`MSG ${INBOX.replace('.', '\\.')} 1 (\\d+)\\r\\n`);

/** Speaks the bare protocol of NATS, past everything that our own client would refuse to send. */
export function say(
  natsUrl: string,
  subject: string,
  bytes: Buffer,
  headers: Readonly<Record<string, string>>,
): Promise<Reply> {
  const { hostname, port } = new URL(natsUrl);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      const head = Buffer.from(`NATS/1.0\r\n${lines.join('')}\r\n`);
      socket.write(`CONNECT {"verbose":false,"headers":true}\r\nSUB ${INBOX} 1\r\n`);
      socket.write(`HPUB ${subject} ${INBOX} ${head.length} ${head.length + bytes.length}\r\n`);
      socket.write(Buffer.concat([head, bytes, Buffer.from('\r\n')]));
    });
    let heard = '';
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error(`No answer in ${PATIENCE_MS} ms: ${heard}`)));
    socket.on('error', reject);
    socket.on('data', (part) => {
      heard += part.toString('latin1');
      const reply = answerIn(heard);
      if (!reply) return;
      resolve(reply);
      socket.destroy();
    });
  });
}

function answerIn(heard: string): Reply | undefined {
  const found = ANSWER.exec(heard);
  if (!found) return undefined;
  const from = found.index + found[0].length;
  const body = heard.slice(from, from + Number(found[1]));
  return body.length === Number(found[1]) ? (JSON.parse(body) as Reply) : undefined;
}
