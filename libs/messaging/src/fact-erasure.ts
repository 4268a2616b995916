import type { Bus } from './bus';
import { isNotFound, streamApi } from './fact-stream';
import { FACT_STREAM, factsOfUser, REPLAY_STREAM, replaysOfUser } from './subjects';

/** Removes every published fact of a user, also those told again; what was delivered is the consumers' to forget. */
export async function forgetFacts(bus: Bus, userId: string): Promise<void> {
  const { streams } = await streamApi(bus);
  await streams.purge(FACT_STREAM, { filter: factsOfUser(userId) });
  // Nobody may have told anything again, and then there is no such stream.
  await streams.purge(REPLAY_STREAM, { filter: replaysOfUser(userId) }).catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
  });
}
