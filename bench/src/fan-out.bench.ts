import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { sized, type Bench } from './bench';
import { press, StackUnderLoad } from './load/stack-under-load';
import type { Heard, ThinSocket } from './load/thin-socket';
import { quantile } from './report/rounds';
import { milliseconds, whole } from './report/table';

const USERS = 200;
const PER_SECOND = 500;
const TICK_MS = 10;
const P50_MAX_MS = 5;
const P99_MAX_MS = 50;
const TAIL_MS = 1_000;

/** Q4: from the commit to every other device of its user. */
export const fanOut: Bench = {
  name: 'fan-out',
  title: 'Commit to the other device [Q4]',

  async run(effort, say) {
    const stack = await StackUnderLoad.start(say);
    const halves: { p50: number; p99: number }[] = [];
    let latenciesMs: number[] = [];
    let deliveries = 0;
    const hear: Heard = (event, body) => {
      if (event !== 'changed') return;
      const { serverTime } = body['state'] as { serverTime: string };
      // The database's clock and ours are the same on this machine; its stamp is cut to whole milliseconds.
      latenciesMs.push(performance.timeOrigin + performance.now() - Date.parse(serverTime));
    };

    try {
      const speakers: ThinSocket[] = [];
      for (let user = 0; user < sized(effort, USERS); user += 1) {
        const userId = randomUUID();
        speakers.push(await stack.device(userId));
        await stack.device(userId, hear);
      }
      await offer(speakers, effort.roundMs);
      for (let round = 0; round < effort.rounds; round += 1) {
        latenciesMs = [];
        await offer(speakers, effort.roundMs);
        await pause(TAIL_MS);
        deliveries = latenciesMs.length;
        halves.push({ p50: quantile(latenciesMs, 0.5), p99: quantile(latenciesMs, 0.99) });
        say(`  ${deliveries} deliveries, p50 ${halves.at(-1)!.p50.toFixed(1)} p99 ${halves.at(-1)!.p99.toFixed(1)}`);
      }
      const offered = Math.round((PER_SECOND * effort.roundMs) / 1_000);
      const median = (values: readonly number[]) => quantile(values, 0.5);
      const [p50, p99] = [median(halves.map((half) => half.p50)), median(halves.map((half) => half.p99))];
      const limit = (max: number) => ({ target: `<= ${max} ms` });
      return [
        { what: `p50 at ${PER_SECOND}/s`, ours: milliseconds(p50), ...limit(P50_MAX_MS), met: p50 <= P50_MAX_MS },
        { what: `p99 at ${PER_SECOND}/s`, ours: milliseconds(p99), ...limit(P99_MAX_MS), met: p99 <= P99_MAX_MS },
        {
          what: 'changes heard by the other device',
          ours: whole(deliveries),
          peer: `pressed: ${whole(offered)}`,
          ratio: deliveries / offered,
        },
      ];
    } finally {
      await stack.stop();
    }
  },
};

/** Presses so many buttons a second, whether or not the answers keep up. */
async function offer(speakers: readonly ThinSocket[], durationMs: number): Promise<void> {
  const startedAt = performance.now();
  const turns = speakers.map(() => 0);
  const answers: Promise<unknown>[] = [];
  const total = (PER_SECOND * durationMs) / 1_000;
  while (answers.length < total) {
    const wanted = Math.min(total, ((performance.now() - startedAt) * PER_SECOND) / 1_000);
    while (answers.length < wanted) {
      const speaker = answers.length % speakers.length;
      answers.push(press(speakers[speaker]!, turns[speaker]!++));
    }
    await pause(TICK_MS);
  }
  await Promise.all(answers);
}
