import { json, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { Refusal } from '@tidemark/contracts';
import { Refused } from './refused';

const NOT_JSON: Refusal = {
  status: 415,
  code: 'request/not-json',
  message: 'The body must be JSON, sent as application/json and not compressed.',
  details: {},
};

/** Reads a JSON body of limited size; no body at all is an empty one. */
export function jsonBody(bytesMax: number): RequestHandler[] {
  return [refuseOtherTypes, json({ limit: bytesMax, inflate: false, type: isAnything }), emptyWhereNone];
}

function refuseOtherTypes(request: Request, _: Response, next: NextFunction): void {
  const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length']) > 0;
  if (hasBody && !request.is('application/json')) throw new Refused(NOT_JSON);
  next();
}

/** The type was looked at already. */
const isAnything = () => true;

function emptyWhereNone(request: Request, _: Response, next: NextFunction): void {
  request.body ??= {};
  next();
}

/** What the body reader and the router throw, in the words of our contract. */
export function refusalOfExpress(error: unknown): Refusal | undefined {
  const { status, type } = (error ?? {}) as { status?: unknown; type?: unknown };
  if (typeof status !== 'number' || status < 400 || status > 499) return undefined;
  if (status === 413) {
    return { status, code: 'request/too-large', message: 'The body is too large.', details: {} };
  }
  if (status === 415) return NOT_JSON;
  const message = type === 'entity.parse.failed' ? 'The body is not well-formed JSON.' : 'The request is malformed.';
  const mistake = { path: '', rule: type === 'entity.parse.failed' ? 'json' : 'wellFormed', message };
  return { status: 400, code: 'request/invalid', message, details: [mistake] };
}
