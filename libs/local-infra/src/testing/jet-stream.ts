import { connect } from 'node:net';

/** Asks JetStream by its bare protocol, so that the one NATS client of the workspace stays where it lives. */
export function askJetStream(natsUrl: string, subject: string, body = ''): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(natsUrl);
    const socket = connect(Number(port), hostname);
    let heard = '';
    socket.on('error', reject);
    socket.on('connect', () => {
      socket.write('CONNECT {"verbose":false}\r\nSUB answer 1\r\n');
      socket.write(`PUB $JS.API.${subject} answer ${Buffer.byteLength(body)}\r\n${body}\r\n`);
    });
    socket.on('data', (bytes) => {
      heard += bytes.toString();
      const answer = /MSG answer 1 \d+\r\n(.*)\r\n/.exec(heard)?.[1];
      if (answer === undefined) return;
      socket.destroy();
      resolve(JSON.parse(answer) as Record<string, unknown>);
    });
  });
}
