import { Unavailable } from '@tidemark/domain';

/** The network says that nobody is there, or no longer. */
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);
/** Classes of Postgres: connection lost, resources used up, stopped by an operator, a lock not had in time, a deadlock. */
const POSTGRES = /^(08|53|57|55P03|25006|40P01|58)/;
/** The driver has no codes for these. */
const DRIVER =
  /^(timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered)/;

/** An error of the database that is no fault of ours as Unavailable, any other as it is. */
export function asOutage(error: unknown): unknown {
  return isOutage(error) ? new Unavailable('The database', { cause: error }) : error;
}

function isOutage(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return NETWORK.has(code) || POSTGRES.test(code);
  return typeof message === 'string' && DRIVER.test(message);
}
