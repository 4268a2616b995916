import { connect } from 'node:net';

const PATIENCE_MS = 4_000;
const STATUS_LINE = /^HTTP\/1\.1 (\d{3})/;

/** Sends bytes that no client library would send, and returns the status of the answer. */
export function rawStatus(address: string, bytes: string): Promise<number> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(bytes));
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error(`No answer in ${PATIENCE_MS} ms.`)));
    socket.on('data', (part) => {
      const [, status] = STATUS_LINE.exec(part.toString()) ?? [];
      if (status !== undefined) resolve(Number(status));
      socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The server closed without a word.')));
  });
}
