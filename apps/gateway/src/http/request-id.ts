import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';

const SANE = /^[\x21-\x7e]{1,128}$/;

/** Takes over the caller's id where it is sane, and says it back in every answer. */
export function nameRequest(request: Request, response: Response, next: NextFunction): void {
  const given = request.get('x-request-id');
  const requestId = given !== undefined && SANE.test(given) ? given : randomUUID();
  response.locals.requestId = requestId;
  response.setHeader('X-Request-Id', requestId);
  next();
}

export function requestIdOf(response: Response): string {
  return String(response.locals.requestId);
}
