import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';

const PREFLIGHT_SECONDS = '600';
const METHODS = 'GET, POST, PUT, PATCH, DELETE';
const HEADERS = 'Authorization, Content-Type, Idempotency-Key, X-Device-Id, X-Request-Id';
const EXPOSED = 'X-Request-Id, Retry-After';

/** Everything comes from this host and goes to it, sockets too; nothing is inline, nothing may frame us. */
export const securityHeaders: RequestHandler = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
});

/** The page's own origin, or one of the list, letter by letter. Callers that are no browser send none. */
export function isOriginAllowed(origin: string | undefined, host: string | undefined, allowed: readonly string[]) {
  if (origin === undefined || allowed.includes(origin)) return true;
  return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
}

/** Lets pages of the allowed origins read our answers; the others get them without the permission to look. */
export function crossOrigin(allowed: readonly string[]): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    response.vary('Origin');
    const { origin } = request.headers;
    if (origin !== undefined && allowed.includes(origin)) {
      response.setHeader('Access-Control-Allow-Origin', origin);
      response.setHeader('Access-Control-Expose-Headers', EXPOSED);
      if (request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined) {
        response.setHeader('Access-Control-Allow-Methods', METHODS);
        response.setHeader('Access-Control-Allow-Headers', HEADERS);
        response.setHeader('Access-Control-Max-Age', PREFLIGHT_SECONDS);
        response.status(204).end();
        return;
      }
    }
    next();
  };
}
