import type { Bus } from './bus';
import { streamApi } from './fact-stream';
import { FACT_STREAM, factsOfUser } from './subjects';

/** Removes every published fact of a user from the stream; what was delivered before is the consumers' to forget. */
export async function forgetFacts(bus: Bus, userId: string): Promise<void> {
  const { streams } = await streamApi(bus);
  await streams.purge(FACT_STREAM, { filter: factsOfUser(userId) });
}
