import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { timer, type Timer, type TimerEvent } from '@tidemark/domain';
import { eventOf } from '@tidemark/event-log';
import { binary, until } from '@tidemark/local-infra';
import { Bus, FACT_STREAM, factSubject, ServiceIdentity } from '@tidemark/messaging';

import { sized, type Bench, type Say } from './bench';
import { seedTimers } from './load/seeded-log';
import { StackUnderLoad } from './load/stack-under-load';
import { TimerLog } from './load/timer-log';
import { Emmett } from './peers/emmett';
import { inTurn } from './report/rounds';
import { whole } from './report/table';

const run = promisify(execFile);
const STREAMS = 20_000;
const EMMETT_EVENTS = 20_000;
const USERS_READ_AGAIN = 20;
const CATCH_UP_MAX_MS = 120_000;
const COPY_TARGET = 0.4;
const EMMETT_TARGET = 15;
const RELAY_PER_SECOND_MIN = 40_000;
const COPY = 'COPY (SELECT * FROM timer.events ORDER BY lane, position) TO STDOUT';

/** Q5, the reading half: how fast the log is read, folded, projected and published from its first event. */
export const logReading: Bench = {
  name: 'log-reading',
  title: 'Reading the log: fold, verify, project, publish [Q5]',

  async run(effort, say) {
    const stack = await StackUnderLoad.start(say);
    const url = stack.stack.servers.postgres.url;
    const service = stack.service('timer-service').process;
    await service.stop();
    const events = await seedTimers(stack.database, sized(effort, STREAMS));
    say(`  ${events} events are there`);
    const timers = await TimerLog.open(url, 'timer', 'tidemark_timer');
    const emmett = await Emmett.on(url);
    try {
      const emmettEvents = sized(effort, EMMETT_EVENTS);
      await emmett.fill(emmettEvents);
      let processors = 0;
      const rates = await inTurn(
        effort,
        {
          copy: () => rateOf(events, () => run(binary('psql'), ['-q', '-o', '/dev/null', '-c', COPY, url])),
          fold: () => rateOf(events, () => foldAll(timers)),
          verify: () => rateOf(events, () => timers.prove()),
          emmett: () => emmett.consume(`bench-${(processors += 1)}`),
        },
        say,
      );
      await moveCursors(stack, 'checkpoints', 'lanes.position');
      await moveCursors(stack, 'relay', '0');
      const published = await caughtUp(stack, 'relay', events, say);
      const kept = await keptBy(stack);
      const messagesPerSecond = (published * kept.messages) / events;
      await moveCursors(stack, 'checkpoints', '0');
      const projected = await caughtUp(stack, 'checkpoints', events, say);

      return [
        {
          what: 'read and fold, events a second',
          ours: whole(rates.fold),
          peer: `COPY to nowhere: ${whole(rates.copy)}`,
          ratio: rates.fold / rates.copy,
          target: `>= ${COPY_TARGET}x`,
          met: rates.fold >= COPY_TARGET * rates.copy,
        },
        {
          what: 'read and fold, events a second',
          ours: whole(rates.fold),
          peer: `Emmett's consumer: ${whole(rates.emmett)}`,
          ratio: rates.fold / rates.emmett,
          target: `>= ${EMMETT_TARGET}x`,
          met: rates.fold >= EMMETT_TARGET * rates.emmett,
        },
        {
          what: 'prove the log and all heads, events a second',
          ours: whole(rates.verify),
          peer: `COPY to nowhere: ${whole(rates.copy)}`,
          ratio: rates.verify / rates.copy,
        },
        { what: 'checkpoints from the first event, events a second', ours: whole(projected) },
        {
          what: 'backlog to JetStream, messages a second',
          ours: whole(messagesPerSecond),
          peer: `${whole(published)} events with their checkpoints`,
          target: `>= ${whole(RELAY_PER_SECOND_MIN)}`,
          met: messagesPerSecond >= RELAY_PER_SECOND_MIN,
        },
        {
          what: 'messages kept by JetStream, in order per stream',
          ours: whole(kept.messages),
          peer: `told: ${whole(2 * events)}`,
          target: 'all',
          met: kept.messages === 2 * events && kept.isInOrder,
        },
      ];
    } finally {
      await emmett.close();
      await timers.close();
      await stack.stop();
    }
  },
};

async function rateOf(events: number, work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (events * 1_000) / (performance.now() - startedAt);
}

/** Lane by lane, page by page; the next page is on its way while this one is folded. */
async function foldAll({ log }: TimerLog): Promise<ReadonlyMap<string, Timer>> {
  const states = new Map<string, Timer>();
  for (let lane = 0; lane < log.lanes; lane += 1) {
    let page = await log.readLane(lane, 0);
    while (page.length > 0) {
      const next = log.readLane(lane, page.at(-1)!.position);
      for (const recorded of page) {
        const state = states.get(recorded.streamId) ?? timer.initial;
        states.set(recorded.streamId, timer.evolve(state, eventOf<TimerEvent>(recorded)));
      }
      page = await next;
    }
  }
  return states;
}

async function moveCursors({ database }: StackUnderLoad, consumer: string, position: string): Promise<void> {
  await database.query(
    `INSERT INTO timer.cursors (consumer, lane, position) SELECT $1, lane, ${position} FROM timer.lanes
     ON CONFLICT (consumer, lane) DO UPDATE SET position = excluded.position`,
    [consumer],
  );
  if (consumer === 'checkpoints') await database.query('TRUNCATE timer.checkpoints');
}

/** Starts the service and follows the cursor from its first step to the end. */
async function caughtUp(stack: StackUnderLoad, consumer: string, events: number, say: Say): Promise<number> {
  const service = stack.service('timer-service').process;
  const reached = async () => {
    const sum = 'SELECT sum(position)::float8 AS sum FROM timer.cursors WHERE consumer = $1';
    return (await stack.database.query<{ sum: number }>(sum, [consumer])).rows[0]!.sum;
  };
  const starting = service.start();
  await until(`${consumer} moves`, async () => (await reached()) > 0, CATCH_UP_MAX_MS);
  const [first, startedAt] = [await reached(), performance.now()];
  await until(`${consumer} is at the end`, async () => (await reached()) === events, CATCH_UP_MAX_MS);
  const perSecond = ((events - first) * 1_000) / (performance.now() - startedAt);
  say(`  ${consumer}: ${perSecond.toFixed(0)} events a second`);
  await starting;
  await service.stop();
  return perSecond;
}

interface Kept {
  readonly messages: number;
  /** Of some users, all of whose events were read again. */
  readonly isInOrder: boolean;
}

async function keptBy({ stack, database }: StackUnderLoad): Promise<Kept> {
  const identity = new ServiceIdentity('bench', stack.environment['TIDEMARK_SERVICE_SECRET']!);
  const bus = await Bus.connect({ servers: stack.servers.nats.url, name: 'bench', identity });
  try {
    const { streams } = await bus.connection.jetstreamManager();
    const { messages } = (await streams.info(FACT_STREAM)).state;
    const users = 'SELECT user_id AS "userId" FROM timer.heads ORDER BY random() LIMIT $1';
    const { rows } = await database.query<{ userId: string }>(users, [USERS_READ_AGAIN]);
    const orders = await Promise.all(rows.map(({ userId }) => versionsTold(bus, userId)));
    const isInOrder = orders.every((versions) => versions.join() === versions.map((_, index) => index + 1).join());
    return { messages, isInOrder };
  } finally {
    await bus.close();
  }
}

async function versionsTold(bus: Bus, userId: string): Promise<readonly number[]> {
  const filterSubjects = factSubject('timer', userId, 'Any').replace(/Any$/, '*');
  const consumer = await bus.connection.jetstream().consumers.get(FACT_STREAM, { filterSubjects });
  const { num_pending: pending } = await consumer.info();
  const versions: number[] = [];
  for await (const message of await consumer.fetch({ max_messages: pending })) {
    versions.push(message.json<{ version: number }>().version);
    if (versions.length === pending) break;
  }
  return versions;
}
