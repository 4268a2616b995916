import { randomUUID } from 'node:crypto';
import { Client, Pool } from 'pg';
import type { Order } from '../deciding/stream-type';
import { CommandHandler } from '../deciding/handle-command';
import { DatabaseClock } from '../deadlines/database-clock';
import { EventLog } from '../log';
import { dueByCategory, eventLogSchema } from '../schema';
import { counters } from './counter';

export const SCHEMA = 'toy';
export const ROLE = 'tidemark_toy';
const ANSWER_WITHIN_MS = 3_000;

/** Makes the tables of a log in an empty database. */
export async function installLog(url: string, lanes?: number): Promise<void> {
  await asOwner(url, async (owner) => {
    for (const statement of [...eventLogSchema(SCHEMA, ROLE, lanes), ...dueByCategory(SCHEMA)])
      await owner.query(statement);
  });
}

/** Does something as the one who owns the tables, whom no guard but the trigger holds back. */
export async function asOwner<Result>(url: string, work: (owner: Client) => Promise<Result>): Promise<Result> {
  const owner = new Client({ connectionString: url, options: `-c search_path=${SCHEMA}` });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

/** What one process of a service has: each call stands for a process of its own. */
export interface Process {
  readonly log: EventLog;
  readonly clock: DatabaseClock;
  readonly handler: CommandHandler<typeof counters.decider.initial, CounterCommand, CounterEvent>;
  count(userId: string, by?: number, order?: Partial<Order>): ReturnType<Process['handler']['handle']>;
  setAlarm(userId: string, inMs: number): ReturnType<Process['handler']['handle']>;
  close(): Promise<void>;
}

type CounterCommand = Parameters<typeof counters.decider.decide>[1];
type CounterEvent = ReturnType<typeof counters.decider.decide>[number];

export async function startProcess(url: string): Promise<Process> {
  const pool = new Pool({
    connectionString: url,
    options: `-c role=${ROLE} -c search_path=${SCHEMA}`,
    query_timeout: ANSWER_WITHIN_MS,
  });
  pool.on('error', () => undefined);
  const log = await EventLog.open(pool, SCHEMA);
  const clock = await DatabaseClock.start(pool);
  const handler = new CommandHandler(log, counters, clock);
  return {
    log,
    clock,
    handler,
    count: (userId, by = 1, order = {}) =>
      handler.handle({ ...orderOf(userId), hash: `count ${by}`, ...order }, 'Count', ({ at, receivedAt }) => ({
        type: 'Count',
        at,
        receivedAt,
        by,
      })),
    setAlarm: (userId, inMs) =>
      handler.handle({ ...orderOf(userId), hash: `alarm ${inMs}` }, 'SetAlarm', ({ at, receivedAt }) => ({
        type: 'SetAlarm',
        at,
        receivedAt,
        inMs,
      })),
    async close() {
      clock.stop();
      await log.close();
      await pool.end();
    },
  };
}

export function orderOf(userId: string): Order {
  return { userId, streamId: `counter-${userId}`, commandId: randomUUID(), hash: '' };
}
