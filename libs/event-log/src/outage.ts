import { DatabaseError } from 'pg';

/**
 * What Postgres says when the fault is not in the statement: connection (08), resources (53), operator and timeout
 * (57), disk (58), a transaction that lost against another (40), a lock that was not free (55P03).
 */
const OUTAGE_CLASSES = new Set(['08', '53', '57', '58', '40']);
const LOCK_NOT_AVAILABLE = '55P03';

/** Whether trying again may help; otherwise the statement itself is wrong, which is a bug. */
export function isOutage(failure: unknown): boolean {
  if (failure instanceof DatabaseError) {
    return failure.code === LOCK_NOT_AVAILABLE || OUTAGE_CLASSES.has(failure.code?.slice(0, 2) ?? '');
  }
  // Sockets, the driver's own timeouts and its pool throw plain errors; only code of ours throws these.
  return !(failure instanceof TypeError || failure instanceof RangeError || failure instanceof SyntaxError);
}
