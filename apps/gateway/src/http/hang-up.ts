import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { InvalidRequest, refusalOf, type Refusal } from '@tidemark/contracts';
import { Rejection } from '@tidemark/domain';
import { errorBody, retryAfterSeconds } from './failure';

/** Refuses where there is no response yet to do it with, and ends the connection. */
export function hangUp(socket: Duplex, refusal: Refusal): void {
  const requestId = randomUUID();
  const body = JSON.stringify(errorBody(refusal, requestId));
  const retryAfter = retryAfterSeconds(refusal);
  socket.on('error', () => socket.destroy());
  socket.end(
    [
      `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`,
      'Connection: close',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${requestId}`,
      ...(retryAfter === undefined ? [] : [`Retry-After: ${retryAfter}`]),
      '',
      body,
    ].join('\r\n'),
  );
}

/** Node's parser could not read what came in, so no route will ever see it. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
  else hangUp(socket, refusalOf(reasonOf(error.code)));
}

function reasonOf(code: string | undefined): Error {
  if (code?.endsWith('_OVERFLOW')) return new Rejection('request/too-large', 'The headers are too large.');
  const isLate = code === 'ERR_HTTP_REQUEST_TIMEOUT';
  const message = isLate ? 'The request did not arrive in time.' : 'This is no HTTP request.';
  return new InvalidRequest([{ path: '', rule: 'http', message }]);
}
