import { collectDefaultMetrics, Counter, Gauge, Histogram } from 'prom-client';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const SIZES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

/** Every number a service shows at /metrics, beside those of Node itself. */
export const metrics = {
  appendBatchSize: new Histogram({
    name: 'tidemark_append_batch_size',
    help: 'Commands that went into one commit.',
    buckets: SIZES,
  }),
  appendSeconds: new Histogram({
    name: 'tidemark_append_seconds',
    help: 'Duration of one commit of the event log.',
    buckets: SECONDS,
  }),
  laneLag: new Gauge({
    name: 'tidemark_lane_lag_events',
    help: 'Events of a lane that a reader has not seen yet.',
    labelNames: ['reader', 'lane'],
  }),
  sweeperLateSeconds: new Histogram({
    name: 'tidemark_sweeper_late_seconds',
    help: 'How long after its due instant a stream was woken.',
    buckets: SECONDS,
  }),
  relayPublished: new Counter({
    name: 'tidemark_relay_published_total',
    help: 'Facts that JetStream acknowledged.',
  }),
  factsPutAside: new Counter({
    name: 'tidemark_facts_put_aside_total',
    help: 'Facts that could not be applied after the last try, by who listened.',
    labelNames: ['consumer'],
  }),
  clockSkewSeconds: new Gauge({
    name: 'tidemark_clock_skew_seconds',
    help: "How far this host's clock is ahead of another; nothing depends on it but the end of tokens.",
    labelNames: ['reference'],
  }),
  sockets: new Gauge({ name: 'tidemark_sockets', help: 'Sockets connected to this gateway.' }),
  handshakes: new Counter({
    name: 'tidemark_handshakes_total',
    help: 'Sockets that wanted to connect, by what became of them: done, or the code of the refusal.',
    labelNames: ['outcome'],
  }),
  commands: new Counter({
    name: 'tidemark_commands_total',
    help: 'Commands by name and by what became of them: done, or the code of the refusal.',
    labelNames: ['name', 'outcome'],
  }),
  busRequests: new Counter({
    name: 'tidemark_bus_requests_total',
    help: 'Requests sent over the bus by subject and outcome.',
    labelNames: ['subject', 'outcome'],
  }),
  busRequestSeconds: new Histogram({
    name: 'tidemark_bus_request_seconds',
    help: 'From sending a request over the bus to its answer, all attempts together.',
    labelNames: ['subject'],
    buckets: SECONDS,
  }),
};

/** Adds memory, CPU, event loop and garbage collection of the process. */
export function collectNodeMetrics(): void {
  collectDefaultMetrics();
}
