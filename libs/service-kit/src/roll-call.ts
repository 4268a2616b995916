import { randomUUID } from 'node:crypto';
import { toIso } from '@tidemark/domain';
import type { Bus, Subscription } from '@tidemark/messaging';
import type { Counter, Gauge } from 'prom-client';
import type { Health } from './health';
import { metrics } from './metrics';

/** Whoever wants to know who is there calls here; nothing is sent while nobody calls. */
export const ROLL_CALL = 'tidemark.roll-call';
/** Where each process answers to the call. */
export const PRESENT = 'tidemark.present';

/** What a process says of itself when the roll is called. */
export interface Present {
  readonly service: string;
  /** Made anew with each start. */
  readonly instance: string;
  readonly startedAt: string;
  readonly status: string;
  /** What it needs and misses, by name. */
  readonly missing: readonly string[];
  readonly memoryBytes: number;
  readonly sockets: number;
  /** Since the start: commands and questions from outside, and facts that were told. */
  readonly calls: number;
  readonly factsTold: number;
}

/** Answers whenever the roll is called. */
export function answerRollCall(bus: Bus, service: string, health: Health): Subscription {
  const who = { service, instance: randomUUID(), startedAt: toIso(Date.now()) };
  return bus.subscribe(ROLL_CALL, () => {
    void vitals(health).then((found) => bus.publish(PRESENT, JSON.stringify({ ...who, ...found })));
  });
}

async function vitals(health: Health): Promise<Omit<Present, 'service' | 'instance' | 'startedAt'>> {
  const { status, dependencies } = await health.report();
  const [sockets, calls, factsTold] = await Promise.all(
    [metrics.sockets, metrics.commands, metrics.relayPublished].map(total),
  );
  const missing = Object.entries(dependencies).flatMap(([name, state]) => (state === 'up' ? [] : [name]));
  return {
    ...{ status, missing, memoryBytes: process.memoryUsage.rss() },
    ...{ sockets: sockets ?? 0, calls: calls ?? 0, factsTold: factsTold ?? 0 },
  };
}

async function total(metric: Counter<string> | Gauge<string>): Promise<number> {
  const { values } = await metric.get();
  return values.reduce((sum, { value }) => sum + value, 0);
}
