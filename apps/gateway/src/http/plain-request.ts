import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

const FORGOTTEN = new Set(['upgrade', 'connection', 'http2-settings']);

/**
 * Some clients offer HTTP/2 with an ordinary request, and Node then takes any upgrade for a wish to leave HTTP. What was
 * read is put back without the offer, so that the request is served as if it had not been made.
 */
export function serveAsPlain(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const { method, url, httpVersion, rawHeaders } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (!FORGOTTEN.has(name.toLowerCase())) lines.push(`${name}: ${rawHeaders[index + 1]}`);
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
}
