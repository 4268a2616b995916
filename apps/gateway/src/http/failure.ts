import { isBug, type Refusal } from '@tidemark/contracts';
import { SECOND } from '@tidemark/domain';
import type { ErrorRequestHandler, NextFunction, Request, Response } from 'express';
import { refusalOfExpress } from './json-body';
import { requestIdOf } from './request-id';
import { Refused, refusalFor } from './refused';

const ROUTE_NOT_FOUND: Refusal = {
  status: 404,
  code: 'route/not-found',
  message: 'There is nothing at this address.',
  details: {},
};

export function refuseUnknownRoute(_: Request, __: Response, next: NextFunction): void {
  next(new Refused(ROUTE_NOT_FOUND));
}

/** The last stop of everything thrown: one shape, and no word about our inside. */
export function failureFilter(report: (error: unknown, requestId: string) => void): ErrorRequestHandler {
  return (error: unknown, _: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    const refusal = refusalOfHttp(error);
    const requestId = requestIdOf(response);
    if (isBug(refusal)) report(error, requestId);
    const retryAfter = retryAfterSeconds(refusal);
    if (retryAfter !== undefined) response.setHeader('Retry-After', retryAfter);
    response.status(refusal.status).json(errorBody(refusal, requestId));
  };
}

/** Anything thrown while a request was served. */
export function refusalOfHttp(error: unknown): Refusal {
  return refusalOfExpress(error) ?? refusalFor(error);
}

export function errorBody({ code, message, details }: Refusal, requestId: string) {
  return { error: { code, message, details }, requestId };
}

/** When it is worth coming back, where the refusal is one of time. */
export function retryAfterSeconds({ status, details }: Refusal): number | undefined {
  if (status !== 429 && status !== 503) return undefined;
  const { retryInMs = SECOND, retryAfterSeconds } = (details ?? {}) as {
    retryInMs?: number;
    retryAfterSeconds?: number;
  };
  return retryAfterSeconds ?? Math.max(1, Math.ceil(retryInMs / SECOND));
}
