import type { Bus } from './bus';
import { isNotFound, streamApi } from './fact-stream';
import { FACT_STREAM, factsOfUser, REPLAY_STREAM, replaysOfUser } from './subjects';

/**
 * Removes every published fact of a user from the streams, of these kinds; what was delivered before is the consumers'
 * to forget. That somebody was erased is a fact of another kind and stays, for whoever hears of it late.
 */
export async function forgetFacts(bus: Bus, userId: string, categories: readonly string[]): Promise<void> {
  const { streams } = await streamApi(bus);
  for (const category of categories) await streams.purge(FACT_STREAM, { filter: factsOfUser(userId, category) });
  // Nobody may have told anything again, and then there is no such stream.
  await streams.purge(REPLAY_STREAM, { filter: replaysOfUser(userId) }).catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
  });
}
