import { setTimeout as pause } from 'node:timers/promises';
import { AckPolicy, DeliverPolicy, nanos, type ConsumerMessages, type JsMsg } from 'nats';
import type { Bus } from './bus';
import { FactDelivery, type FactHandling } from './fact-delivery';
import { declareFactStream, declareReplayStream, isNotFound, streamApi } from './fact-stream';
import { FACT_STREAM, factsOfReplay, REPLAY_STREAM } from './subjects';

/** Facts that one instance is handed and has not yet acknowledged. */
const UNACKNOWLEDGED_MAX = 256;
/** All instances together: what one took with it when it died does not keep the others waiting. */
const UNACKNOWLEDGED_BY_ALL_MAX = 4 * UNACKNOWLEDGED_MAX;
/** A fact whose handler died with its process is handed out again after this. */
const ACK_WAIT_MS = 15_000;
/** After losing the stream or the connection. */
const RESTART_PAUSE_MS = 500;
/** The server says by heartbeats that it is there; a wiped one is found out by their absence. */
const IDLE_HEARTBEAT_MS = 1_000;
const PULL_EXPIRES_MS = 5_000;
const CONFIG = {
  ack_policy: AckPolicy.Explicit,
  ack_wait: nanos(ACK_WAIT_MS),
  deliver_policy: DeliverPolicy.All,
  max_ack_pending: UNACKNOWLEDGED_BY_ALL_MAX,
  // The tries are counted here, since a retry must keep its place in the line of its user.
  max_deliver: -1,
};

/** Who listens to which facts, and what it does with them. */
export interface FactConsumerOptions extends FactHandling {
  readonly bus: Bus;
  /** Under this name the server keeps how far we are; instances with the same name share the work. */
  readonly durable: string;
  /** A subject of facts, such as `factsOfCategory('timer')`. */
  readonly filter: string;
  /** Hears what ops tell again to its name, and nothing of what happens. */
  readonly replays?: boolean;
  /** Told why listening had to begin anew. */
  interrupted?(error: unknown): void;
}

/**
 * Listens durably: everything since the name was first used, at least once. Facts of one user are applied one after
 * the other, also while one of them is tried again; other users do not wait for that.
 */
export class FactConsumer {
  private readonly lines = new Map<string, Promise<void>>();
  private messages: ConsumerMessages | undefined;
  private running: Promise<void> | undefined;
  private readonly stopping = new AbortController();

  constructor(private readonly options: FactConsumerOptions) {}

  start(): void {
    this.running ??= this.run();
  }

  /** Takes no more, and returns when what was taken is done or given back. */
  async stop(): Promise<void> {
    this.stopping.abort();
    void this.messages?.close();
    await this.running;
    await Promise.all(this.lines.values());
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.consume();
      } catch (error) {
        // The stream, the consumer or the server is gone; the first two are made anew at the next round.
        this.options.interrupted?.(error);
      }
      await pause(RESTART_PAUSE_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  private async consume(): Promise<void> {
    const { bus, durable, replays = false } = this.options;
    await this.declare();
    const consumer = await bus.connection.jetstream().consumers.get(replays ? REPLAY_STREAM : FACT_STREAM, durable);
    this.messages = await consumer.consume({
      max_messages: UNACKNOWLEDGED_MAX,
      expires: PULL_EXPIRES_MS,
      idle_heartbeat: IDLE_HEARTBEAT_MS,
      abort_on_missing_resource: true,
    });
    // Closing is over only when the loop below has seen it, so nobody waits for it here.
    if (this.stopping.signal.aborted) void this.messages.close();
    for await (const message of this.messages) this.takeInLine(message);
  }

  /** A filter that a release has changed is changed on the server too, and what was acknowledged stays so. */
  private async declare(): Promise<void> {
    const { bus, durable, filter, replays = false } = this.options;
    await (replays ? declareReplayStream(bus) : declareFactStream(bus));
    const stream = replays ? REPLAY_STREAM : FACT_STREAM;
    const heard = replays ? factsOfReplay(durable, filter) : filter;
    const { consumers } = await streamApi(bus);
    const config = { ...CONFIG, durable_name: durable, filter_subject: heard };
    const isThere = await consumers.info(stream, durable).then(
      () => true,
      (error: unknown) => {
        if (isNotFound(error)) return false;
        throw error;
      },
    );
    if (isThere) await consumers.update(stream, durable, config);
    else await consumers.add(stream, config);
  }

  private takeInLine(message: JsMsg): void {
    const delivery = new FactDelivery(message, this.options, this.stopping.signal);
    const ahead = this.lines.get(delivery.line) ?? Promise.resolve();
    const done = ahead.then(() => delivery.run());
    this.lines.set(delivery.line, done);
    void done.then(() => {
      if (this.lines.get(delivery.line) === done) this.lines.delete(delivery.line);
    });
  }
}
