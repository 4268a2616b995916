import {
  DiscardPolicy,
  nanos,
  NatsError,
  RetentionPolicy,
  StorageType,
  type JetStreamManager,
  type StreamConfig,
} from 'nats';
import type { Bus } from './bus';
import { FACT_STREAM, FACT_SUBJECTS, REPLAY_STREAM, REPLAY_SUBJECTS } from './subjects';

const DAY_MS = 86_400_000;
/** How long a listener may be away and still find everything; older facts come from the log. */
export const FACTS_KEPT_MS = 7 * DAY_MS;
/** Inside this window the same message id is taken once. */
const DUPLICATE_WINDOW_MS = 120_000;
const API_TIMEOUT_MS = 3_000;

const config: Partial<StreamConfig> & { name: string } = {
  name: FACT_STREAM,
  subjects: [FACT_SUBJECTS],
  storage: StorageType.File,
  retention: RetentionPolicy.Limits,
  discard: DiscardPolicy.Old,
  max_age: nanos(FACTS_KEPT_MS),
  duplicate_window: nanos(DUPLICATE_WINDOW_MS),
};

/** As facts are kept, and no longer: whoever a replay was for has heard it by then. */
const replayConfig = { ...config, name: REPLAY_STREAM, subjects: [REPLAY_SUBJECTS] };

/** The doors to JetStream's own commands; asks nothing by itself. */
export function streamApi(bus: Bus): Promise<JetStreamManager> {
  return bus.connection.jetstreamManager({ checkAPI: false, timeout: API_TIMEOUT_MS });
}

/**
 * Makes sure that the stream is there, and says when it was made: a wiped store makes another one. One that ops have
 * made larger or replicated stays as it is.
 */
export function declareFactStream(bus: Bus): Promise<string> {
  return declare(bus, config);
}

/** Makes sure that there is a stream for what is told again. */
export function declareReplayStream(bus: Bus): Promise<string> {
  return declare(bus, replayConfig);
}

async function declare(bus: Bus, wanted: typeof config): Promise<string> {
  const { streams } = await streamApi(bus);
  const { created } = await streams.info(wanted.name).catch((error: unknown) => {
    if (isNotFound(error)) return streams.add({ ...wanted, num_replicas: bus.factReplicas });
    throw error;
  });
  return created;
}

/** True where JetStream answered that there is no such thing. */
export function isNotFound(error: unknown): boolean {
  return error instanceof NatsError && error.api_error?.code === 404;
}
