import { collectDefaultMetrics, Counter, Gauge, Histogram } from 'prom-client';
import { AskedGauge } from './asked-gauge';

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
  appendsWaiting: new AskedGauge('tidemark_append_waiting', 'Commands that wait to be committed.', ['schema']),
  laneLag: new AskedGauge('tidemark_lane_lag_events', 'Events of a lane that a reader has not seen yet.', [
    'schema',
    'reader',
    'lane',
  ]),
  overdueSeconds: new AskedGauge(
    'tidemark_overdue_seconds',
    'For how long the longest overdue deadline of a category has been waiting; 0 where none is overdue.',
    ['category'],
  ),
  consumerWaiting: new AskedGauge(
    'tidemark_consumer_waiting_facts',
    'Facts that a durable listener has not acknowledged, whosoever it is.',
    ['consumer'],
  ),
  deadLetters: new AskedGauge(
    'tidemark_dead_letters',
    'What was put aside because it could not be applied, by the table that keeps it.',
    ['box'],
  ),
  tasksOverdue: new AskedGauge(
    'tidemark_tasks_overdue',
    'Planned tasks that should have been done a minute ago, by their type; daily_reset counts users.',
    ['task'],
  ),
  queueJobs: new AskedGauge('tidemark_queue_jobs', 'Jobs that BullMQ has in hand, by their state.', ['queue', 'state']),
  dependencyUp: new AskedGauge('tidemark_dependency_up', 'Whether what the process depends on answers: 1 or 0.', [
    'dependency',
  ]),
  daysClosed: new Counter({
    name: 'tidemark_days_closed_total',
    help: 'Days that were closed at their end, in batches; the others are closed by the next action of their owner.',
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
  socketsCut: new Counter({
    name: 'tidemark_sockets_cut_total',
    help: 'Sockets that were cut with all that waited for them, because they took nothing any more.',
  }),
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
  busWaiting: new AskedGauge('tidemark_bus_requests_waiting', 'Requests over the bus without an answer yet.', []),
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
