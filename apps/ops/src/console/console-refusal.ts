import { InvalidRequest } from '@tidemark/contracts';
import { Rejection, Unavailable } from '@tidemark/domain';
import { EXIT } from '../terminal/exit-codes';
import { Declined, Failure, Missing } from '../terminal/failure';

/** What the command line says with an exit code, as the outside hears it; everything else stays what it is. */
export function refusalFrom(error: unknown): unknown {
  if (error instanceof Declined) {
    const { code, message, details } = error.refusal;
    if (error.exitCode === EXIT.unavailable) return new Unavailable('A service', { cause: error });
    return new Rejection(code, message, { said: details });
  }
  if (error instanceof Missing) return new Rejection(`${error.kind}/not-found`, error.message);
  if (!(error instanceof Failure)) return error;
  if (error.exitCode === EXIT.usage) {
    return new InvalidRequest([{ path: '', rule: 'known', message: error.message }]);
  }
  return new Rejection('ops/impossible', error.message);
}
