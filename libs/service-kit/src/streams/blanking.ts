import { EventLog, stateAt, transaction, type AnyDecider } from '@tidemark/event-log';

/** For one transaction, the only role that may change events. */
const BECOME_ERASER = `SET LOCAL ROLE tidemark_eraser`;

/** Left alone where somebody wrote meanwhile. */
const BLANK_HEAD = `UPDATE heads SET state = $3 WHERE stream_id = $1 AND version = $2`;

/**
 * Blanks in place what a person wrote into one stream: its events by this statement, which is given the stream, and
 * then the head by their fold. The bare facts stay, so that the stream still folds. May be repeated after a failure.
 */
export async function blankStream(log: EventLog, streamId: string, decider: AnyDecider, events: string): Promise<void> {
  await transaction(log.pool, async (client) => {
    await client.query(BECOME_ERASER);
    await client.query(events, [streamId]);
  });
  const head = await log.head(streamId);
  if (!head) return;
  const { state } = await stateAt(log, decider, streamId, head.version);
  await log.pool.query(BLANK_HEAD, [streamId, head.version, JSON.stringify(state)]);
}
