import { Unavailable } from '@tidemark/domain';
import { ConfigError } from '@tidemark/service-kit';
import { EXIT } from '../terminal/exit-codes';
import { Failure } from '../terminal/failure';

/** What the bus says, or nothing where it cannot be asked: what is kept can be looked at all the same. */
export async function unlessAway<Said>(ask: () => Promise<Said>): Promise<Said | null> {
  try {
    return await ask();
  } catch (error) {
    const isAway = error instanceof Failure && error.exitCode === EXIT.unavailable;
    if (isAway || error instanceof Unavailable || error instanceof ConfigError) return null;
    throw error;
  }
}
