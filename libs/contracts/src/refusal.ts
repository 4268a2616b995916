import { Rejection, Unavailable } from '@tidemark/domain';
import type { Refusal } from './envelope';
import { InvalidRequest } from './untrusted';

/** After so long it is worth trying again when something we need was away. */
export const RETRY_AFTER_SECONDS = 1;

const UNAVAILABLE = 'service/unavailable';
const INTERNAL = 'service/internal';

const statuses: Readonly<Record<string, number>> = {
  'request/invalid': 400,
  'auth/forbidden': 403,
  'request/not-json': 415,
  'request/too-many': 429,
  [INTERNAL]: 500,
  [UNAVAILABLE]: 503,
};

/** The HTTP status that belongs to a code; whatever is not named here is a conflict with the present state. */
export function statusOf(code: string): number {
  const named = statuses[code];
  if (named !== undefined) return named;
  if (code.startsWith('auth/')) return 401;
  if (code.endsWith('/not-found')) return 404;
  if (code.endsWith('/too-large')) return 413;
  return 409;
}

/** Anything thrown, as the outside may see it: expected refusals in full, everything else without a word of its inside. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Rejection) return refusal(error.code, error.message, error.details);
  if (error instanceof InvalidRequest) return refusal('request/invalid', error.message, error.mistakes);
  if (error instanceof Unavailable) {
    return refusal(UNAVAILABLE, error.message, { retryAfterSeconds: RETRY_AFTER_SECONDS });
  }
  return refusal(INTERNAL, 'Something went wrong on our side.', {});
}

/** True for what nobody expected: it is logged as a bug, and no other refusal is. */
export function isBug({ code }: Refusal): boolean {
  return code === INTERNAL;
}

function refusal(code: string, message: string, details: unknown): Refusal {
  return { status: statusOf(code), code, message, details };
}
