import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { until } from '@tidemark/local-infra';

import { sized, type Bench } from './bench';
import { cpuSeconds, familyOf } from './load/process-usage';
import { StackUnderLoad } from './load/stack-under-load';
import { TimerLog } from './load/timer-log';
import { milliseconds, whole } from './report/table';

const TIMERS = 100_000;
const WAITING = 256;
/** Long enough to start them all and to see the services idle before the first deadline. */
const LEAD_MS = 60_000;
const SPREAD_MS = 60_000;
const IDLE_MS = 5_000;
const LATE_MAX_MS = 250;
const IDLE_MAX_PERCENT = 1;
const GRACE_MS = 30_000;

const LATENESS = `
SELECT
  count(*)::int AS count,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY late) AS p50,
  percentile_disc(0.99) WITHIN GROUP (ORDER BY late) AS p99,
  max(late) AS max
FROM (
  SELECT (extract(epoch FROM recorded_at - occurred_at) * 1000)::float8 AS late
  FROM timer.events
  WHERE type = 'SessionCompleted'
) AS completed`;
const COMPLETED = `SELECT count(*)::int AS count FROM timer.events WHERE type = 'SessionCompleted'`;
const LAG = `
SELECT coalesce(sum(lanes.position - cursors.position), 1)::float8 AS lag
FROM timer.lanes JOIN timer.cursors USING (lane)`;

/** Q7: so many running timers, all of which end within a minute. */
export const deadlines: Bench = {
  name: 'deadlines',
  title: 'Deadlines of 100,000 running timers [Q7]',

  async run(effort, say) {
    const stack = await StackUnderLoad.start(say);
    const count = sized(effort, TIMERS);
    const [leadMs, spreadMs] = effort.share < 1 ? [LEAD_MS / 6, SPREAD_MS / 10] : [LEAD_MS, SPREAD_MS];
    const timers = await TimerLog.open(stack.stack.servers.postgres.url, 'timer', 'tidemark_timer');
    try {
      const firstAt = timers.clock.now() + leadMs;
      let started = 0;
      const starter = async () => {
        while (started < count) {
          const nth = (started += 1);
          const endsAt = firstAt + (nth / count) * spreadMs;
          await timers.start(randomUUID(), Math.round(endsAt - timers.clock.now()));
        }
      };
      const startedAt = performance.now();
      await Promise.all(Array.from({ length: WAITING }, starter));
      say(`  ${count} timers started in ${Math.round(performance.now() - startedAt)} ms`);

      const one = async (sql: string) => (await stack.database.query<Record<string, number>>(sql)).rows[0]!;
      await until('all facts are out', async () => (await one(LAG))['lag'] === 0, leadMs);
      const service = stack.pid('timer-service');
      const cluster = stack.stack.servers.postgres.own!.pid!;
      const used = () =>
        [cpuSeconds(service), familyOf(cluster).reduce((sum, pid) => sum + cpuSeconds(pid), 0)] as const;
      const idleMs = Math.min(IDLE_MS, firstAt - timers.clock.now() - 1_000);
      const before = used();
      await pause(idleMs);
      const after = used();
      const percent = (index: 0 | 1) => ((after[index] - before[index]) / (idleMs / 1_000)) * 100;
      say(`  idle for ${idleMs} ms: ${percent(0).toFixed(1)} % and ${percent(1).toFixed(1)} % of a core`);

      const inMs = firstAt - timers.clock.now() + spreadMs + GRACE_MS;
      await pause(Math.max(0, inMs - GRACE_MS));
      await until('all timers have ended', async () => (await one(COMPLETED))['count'] === count, GRACE_MS);
      const late = await one(LATENESS);
      return [
        {
          what: `lateness p99, ${whole((count * 1_000) / spreadMs)} deadlines a second`,
          ours: milliseconds(late['p99']!),
          target: `<= ${LATE_MAX_MS} ms`,
          met: late['p99']! <= LATE_MAX_MS,
        },
        { what: 'lateness p50', ours: milliseconds(late['p50']!) },
        { what: 'lateness of the latest', ours: milliseconds(late['max']!) },
        {
          what: 'timers completed, of all',
          ours: whole(late['count']!),
          peer: whole(count),
          met: late['count'] === count,
        },
        {
          what: 'timer-service with nothing due',
          ours: `${percent(0).toFixed(1)} % of a core`,
          target: `< ${IDLE_MAX_PERCENT} %, the sweeper alone`,
          met: percent(0) < IDLE_MAX_PERCENT,
        },
        { what: 'Postgres meanwhile', ours: `${percent(1).toFixed(1)} % of a core` },
      ];
    } finally {
      await timers.close();
      await stack.stop();
    }
  },
};
