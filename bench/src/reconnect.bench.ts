import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { Bus, ServiceIdentity, factSubject } from '@tidemark/messaging';

import { sized, type Bench } from './bench';
import { Pressing } from './load/pressing';
import { residentBytes } from './load/process-usage';
import { press, StackUnderLoad } from './load/stack-under-load';
import type { ThinSocket } from './load/thin-socket';
import { quantile } from './report/rounds';
import { milliseconds } from './report/table';

const SOCKETS = 5_000;
const PRESENT = 20;
const JITTER_MS = 5_000;
const RETRY_MS = 500;
const TRIES_MAX = 60;
const SERVED_WITHIN_MS = 20_000;
const STORM_P99_MAX_MS = 100;
const BROADCAST_P99_MAX_MS = 15;
const AFTER_BROADCAST_MS = 2_000;
const STALLED_MESSAGES = 20_000;
const STALLED_TEXT = 'x'.repeat(1_000);
const STALLED_MB_MAX = 8;
const PER_TURN = 500;
const MB = 2 ** 20;

/** Q9: everybody comes back at once, everybody is told at once, somebody does not listen. */
export const reconnect: Bench = {
  name: 'reconnect',
  title: 'Storms: everybody comes back, everybody is told [Q9]',

  async run(effort, say) {
    const stack = await StackUnderLoad.start(say);
    const count = sized(effort, SOCKETS);
    const users = Array.from({ length: count }, () => randomUUID());
    const present = Array.from({ length: PRESENT }, () => randomUUID());
    const secret = stack.stack.environment['TIDEMARK_SERVICE_SECRET']!;
    const identity = new ServiceIdentity('timer-service', secret);
    const bus = await Bus.connect({ servers: stack.stack.servers.nats.url, name: 'bench', identity });
    try {
      await inPortions(users, (userId) => stack.device(userId));
      await inPortions(present, async (userId) => press(await stack.device(userId), 0));
      say(`  ${count} sockets are connected; the gateway is killed`);

      const killedAt = performance.now();
      await stack.service('gateway').process.kill();
      await stack.service('gateway').process.ready();
      const readyMs = performance.now() - killedAt;
      const returned = await Promise.all(present.map((userId) => comeBack(stack, userId)));
      const storm = new Pressing(returned);
      await Promise.all(
        users.map(async (userId) => {
          await pause(Math.random() * JITTER_MS);
          await comeBack(stack, userId);
        }),
      );
      const servedMs = performance.now() - killedAt;
      const stormMs = await storm.stop();
      say(`  ready after ${readyMs.toFixed(0)} ms, all served after ${servedMs.toFixed(0)} ms`);

      const calm = new Pressing(returned);
      await pause(AFTER_BROADCAST_MS);
      const calmMs = await calm.stop();
      const told = new Pressing(returned);
      for (const userId of users) bus.publish(factSubject('timer', userId, 'TaskSelected'), fact(userId, 1, ''));
      await pause(AFTER_BROADCAST_MS);
      const toldMs = await told.stop();
      const stalledMb = await stalledCost(stack, bus);

      const p99 = (values: readonly number[]) => quantile(values, 0.99);
      return [
        {
          what: `kill -9 until ${count} sockets have their state again`,
          ours: milliseconds(servedMs),
          peer: `gateway ready again: ${milliseconds(readyMs)}`,
          target: `<= ${SERVED_WITHIN_MS / 1_000} s`,
          met: servedMs <= SERVED_WITHIN_MS,
        },
        {
          what: `others' acknowledgement p99 in the storm (${JITTER_MS / 1_000} s of jitter)`,
          ours: milliseconds(p99(stormMs)),
          peer: `in calm: ${milliseconds(p99(calmMs))}`,
          target: `<= ${STORM_P99_MAX_MS} ms`,
          met: p99(stormMs) <= STORM_P99_MAX_MS,
        },
        {
          what: `others' acknowledgement p99 while ${count} are told`,
          ours: milliseconds(p99(toldMs)),
          peer: `in calm: ${milliseconds(p99(calmMs))}`,
          target: `<= ${BROADCAST_P99_MAX_MS} ms`,
          met: p99(toldMs) <= BROADCAST_P99_MAX_MS,
        },
        {
          what: `a socket that reads nothing of ${(STALLED_MESSAGES * STALLED_TEXT.length) / 1e6} MB`,
          ours: `${stalledMb.toFixed(1)} MB`,
          target: `<= ${STALLED_MB_MAX} MB`,
          met: stalledMb <= STALLED_MB_MAX,
        },
      ];
    } finally {
      await bus.close();
      await stack.stop();
    }
  },
};

/** As a client does: refused, it tries again a little later. */
async function comeBack(stack: StackUnderLoad, userId: string): Promise<ThinSocket> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await stack.device(userId);
    } catch (error) {
      if (tries >= TRIES_MAX) throw error;
      await pause(RETRY_MS * (1 + Math.random()));
    }
  }
}

/** What the gateway grows by for a device that takes nothing while its user is told more and more. */
async function stalledCost(stack: StackUnderLoad, bus: Bus): Promise<number> {
  const userId = randomUUID();
  const device = await stack.device(userId);
  const before = residentBytes(stack.pid('gateway'));
  device.socket.pause();
  for (let revision = 1; revision <= STALLED_MESSAGES; revision += 1) {
    bus.publish(factSubject('timer', userId, 'TaskSelected'), fact(userId, revision, STALLED_TEXT));
    if (revision % PER_TURN === 0) await bus.flush();
  }
  await pause(AFTER_BROADCAST_MS);
  return (residentBytes(stack.pid('gateway')) - before) / MB;
}

function fact(userId: string, position: number, title: string): string {
  const now = new Date().toISOString();
  return JSON.stringify({
    eventId: randomUUID(),
    type: 'TaskSelected',
    schemaVersion: 1,
    streamId: `timer-${userId}`,
    version: position,
    position,
    userId,
    occurredAt: now,
    recordedAt: now,
    commandId: null,
    causationId: null,
    correlationId: null,
    deviceId: null,
    data: { title },
    state: { status: 'idle', task: { id: 'a-task', title }, revision: position },
  });
}

async function inPortions<Result>(users: readonly string[], work: (userId: string) => Promise<Result>): Promise<void> {
  for (let from = 0; from < users.length; from += PRESENT)
    await Promise.all(users.slice(from, from + PRESENT).map(work));
}
