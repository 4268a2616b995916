import type { Bus } from './bus';
import { isNotFound, streamApi } from './fact-stream';
import { FACT_STREAM } from './subjects';

/** How far one durable listener has come with the facts that are meant for it. */
export interface FactListener {
  readonly durable: string;
  readonly filter: string;
  /** Facts that it has not been handed yet. */
  readonly waiting: number;
  /** Facts that it was handed and has not acknowledged. */
  readonly inHand: number;
  /** Facts that it was handed more than once, and has not acknowledged. */
  readonly handedAgain: number;
}

/** Everybody who listens durably, by name; nobody where no fact was ever told. */
export async function factListeners(bus: Bus): Promise<readonly FactListener[]> {
  const { consumers } = await streamApi(bus);
  const listeners: FactListener[] = [];
  try {
    for await (const { name, config, num_pending, num_ack_pending, num_redelivered } of consumers.list(FACT_STREAM)) {
      listeners.push({
        durable: name,
        filter: config.filter_subject ?? '',
        waiting: num_pending,
        inHand: num_ack_pending,
        handedAgain: num_redelivered,
      });
    }
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
  return listeners.sort((one, other) => one.durable.localeCompare(other.durable));
}
