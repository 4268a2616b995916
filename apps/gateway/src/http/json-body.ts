import { raw, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { InvalidRequest, type Mistake, type Refusal } from '@tidemark/contracts';
import { exactJson, InexactJson } from '@tidemark/domain';
import { Refused } from './refused';

const NOT_JSON: Refusal = {
  status: 415,
  code: 'request/not-json',
  message: 'The body must be JSON, sent as application/json in UTF-8 and not compressed.',
  details: {},
};

const OTHER_CHARSET = /;\s*charset\s*=(?!\s*"?utf-?8\b)/i;
const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/** Reads a JSON body of limited size, exactly or not at all; no body at all is an empty one. */
export function jsonBody(bytesMax: number): RequestHandler[] {
  return [refuseOtherTypes, raw({ limit: bytesMax, inflate: false, type: isAnything }), readJson];
}

function refuseOtherTypes(request: Request, _: Response, next: NextFunction): void {
  const { headers } = request;
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length']) > 0;
  const isJson = request.is('application/json') && !OTHER_CHARSET.test(headers['content-type'] ?? '');
  if (hasBody && !isJson) throw new Refused(NOT_JSON);
  next();
}

/** The type was looked at already. */
const isAnything = () => true;

function readJson(request: Request, _: Response, next: NextFunction): void {
  const bytes: unknown = request.body;
  request.body = Buffer.isBuffer(bytes) && bytes.length > 0 ? jsonIn(bytes) : {};
  next();
}

function jsonIn(bytes: Buffer): unknown {
  try {
    return exactJson(UTF_8.decode(bytes));
  } catch (failure) {
    throw new InvalidRequest([mistakeOf(failure)]);
  }
}

function mistakeOf(failure: unknown): Mistake {
  if (failure instanceof InexactJson) return { path: failure.path, rule: failure.rule, message: failure.message };
  // Half a character is a TypeError to the decoder.
  if (!(failure instanceof SyntaxError || failure instanceof TypeError)) throw failure;
  return { path: '', rule: 'json', message: 'The body is not well-formed JSON.' };
}

/** What the body reader and the router throw, in the words of our contract. */
export function refusalOfExpress(error: unknown): Refusal | undefined {
  const { status } = (error ?? {}) as { status?: unknown };
  if (typeof status !== 'number' || status < 400 || status > 499) return undefined;
  if (status === 413) {
    return { status, code: 'request/too-large', message: 'The body is too large.', details: {} };
  }
  if (status === 415) return NOT_JSON;
  const message = 'The request is malformed.';
  const mistake = { path: '', rule: 'wellFormed', message };
  return { status: 400, code: 'request/invalid', message, details: [mistake] };
}
