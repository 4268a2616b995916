import { MINUTE, SECOND } from '@tidemark/domain';
import { retryInMs, type Failure } from '../link/answer';

/** How long to wait after each of the first failures [S3]. */
export const RETRY_AFTER_MS: readonly number[] = [SECOND, 5 * SECOND, 15 * SECOND];
/** Without news of the connection, it is tried this often all the same. */
const BACK_OFF_MAX_MS = 5 * MINUTE;
/** Devices that failed together do not come back together. */
const JITTER = 0.5;

/** How long to wait after so many failures; a server that names a time is believed. */
export function patienceMs(attempts: number, failure: Failure, chance: number): number {
  const asked = retryInMs(failure);
  if (asked !== undefined) return asked;
  const stated = RETRY_AFTER_MS[attempts - 1];
  if (stated !== undefined) return stated;
  const doubled = (RETRY_AFTER_MS.at(-1) ?? SECOND) * 2 ** (attempts - RETRY_AFTER_MS.length);
  return Math.min(doubled, BACK_OFF_MAX_MS) * (1 - JITTER * chance);
}
