import { isBug, refusalOf, type Refusal } from '@tidemark/contracts';
import { Unavailable } from '@tidemark/domain';
import type { Logger } from './logger';
import { asOutage } from './outage';

/** Turns anything thrown into what the caller is told. */
export type Refuse = (error: unknown, context?: object) => Refusal;

/**
 * The one place where thrown things end. An expected no is not logged, an outage is a warning, and everything else is
 * a bug with its stack.
 */
export function refusing(logger: Logger): Refuse {
  return (thrown, context = {}) => {
    const error = asOutage(thrown);
    const refusal = refusalOf(error);
    if (isBug(refusal)) logger.error({ ...context, err: error }, 'Nobody expected this error.');
    else if (error instanceof Unavailable) logger.warn({ ...context, err: error }, error.message);
    return refusal;
  };
}
