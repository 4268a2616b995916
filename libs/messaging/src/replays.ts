import { Unavailable } from '@tidemark/domain';
import { headers } from 'nats';
import type { Bus } from './bus';
import type { FactMessage } from './fact-publisher';
import { declareReplayStream, isNotFound, streamApi } from './fact-stream';
import { factsOfReplay, REPLAY_STREAM, replaySubject } from './subjects';

/** Says in which replay a fact is told again. */
export const REPLAYED_HEADER = 'Tidemark-Replayed';
const ACK_WITHIN_MS = 5_000;
const LOST = 'The stream of replays';

/** What is told again together; another run of the same name is told once more. */
export interface ReplayRun {
  readonly name: string;
  readonly run: string;
}

/**
 * Tells facts again, in order, apart from what happens and marked as told again. Returns when all are kept; the same
 * ones of the same run are kept once, within the stream's window for duplicates.
 */
export async function replayFacts(bus: Bus, { name, run }: ReplayRun, facts: readonly FactMessage[]): Promise<void> {
  const mark = headers();
  mark.set(REPLAYED_HEADER, name);
  try {
    await declareReplayStream(bus);
    const stream = bus.connection.jetstream();
    await Promise.all(
      facts.map((fact) =>
        stream.publish(replaySubject(name, fact), marked(fact.body, name), {
          msgID: `${name}.${run}.${fact.messageId}`,
          headers: mark,
          timeout: ACK_WITHIN_MS,
        }),
      ),
    );
  } catch (cause) {
    throw new Unavailable(LOST, { cause });
  }
}

/** Removes what a replay has told; whoever has heard it, has heard it. */
export async function forgetReplay(bus: Bus, name: string): Promise<void> {
  const { streams } = await streamApi(bus);
  await unlessMissing(streams.purge(REPLAY_STREAM, { filter: factsOfReplay(name) }));
}

/** Whether somebody listens durably to what is told again to this name. */
export async function hearsReplays(bus: Bus, durable: string): Promise<boolean> {
  const { consumers } = await streamApi(bus);
  return (await unlessMissing(consumers.info(REPLAY_STREAM, durable))) !== undefined;
}

function unlessMissing<Found>(asked: Promise<Found>): Promise<Found | undefined> {
  return asked.catch((error: unknown) => {
    if (isNotFound(error)) return undefined;
    throw error;
  });
}

function marked(body: string, name: string): Buffer {
  return Buffer.from(JSON.stringify({ ...(JSON.parse(body) as object), replayed: name }));
}
