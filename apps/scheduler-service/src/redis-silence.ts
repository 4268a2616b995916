import { Unavailable } from '@tidemark/domain';

/** The client of Redis has no codes for these. */
const SILENCE = /^(Command timed out|Connection is closed)/;

/** A Redis that does not answer as Unavailable, any other error as it is. */
export function asSilence(error: unknown): unknown {
  return error instanceof Error && SILENCE.test(error.message) ? new Unavailable('Redis', { cause: error }) : error;
}
