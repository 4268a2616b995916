import { randomUUID } from 'node:crypto';

import type { Bench } from './bench';
import { StackUnderLoad } from './load/stack-under-load';
import { keepWaiting } from './load/waiting';
import { PlainWorkouts } from './peers/plain-workouts';
import { inTurn } from './report/rounds';
import { whole, type Row } from './report/table';

const SESSIONS = 1_000;
const DEVICES = [1, 4] as const;

/** A program of three years, with all that can be said of a workout: each is four events. */
const sessions = Array.from({ length: SESSIONS }, (_, nth) => ({
  week_number: 1 + Math.floor(nth / 7),
  day_number: 1 + (nth % 7),
  completed_at: '2026-01-04T18:00:00.000Z',
  intensity_rating: 'perfect',
  scheduled_date: '2026-01-04',
  exercise_logs: [{ name: 'Squat', sets: [{ reps: 5, kg: 102.5 }] }],
}));

/** What comes back from a holiday without a network, beside the plainest way to write it down. */
export const bulk: Bench = {
  name: 'bulk',
  title: 'Bulk sync: a thousand workouts in one request [P1]',

  async run(effort, say) {
    const stack = await StackUnderLoad.start(say);
    const plain = await PlainWorkouts.on(stack.stack.servers.postgres.url, Math.max(...DEVICES));
    const itemsBy = (devices: number, send: () => Promise<unknown>) => async () =>
      SESSIONS * (await keepWaiting(devices, effort.roundMs, () => send())).perSecond;
    const fresh = () => sync(stack, randomUUID(), randomUUID());
    const rows = () => plain.insert(randomUUID(), 'plan', sessions);
    const [known, key] = [randomUUID(), randomUUID()];
    const again = () => sync(stack, known, key);

    try {
      await Promise.all([again(), rows()]);
      const rates = await inTurn(
        effort,
        {
          'plain 1': itemsBy(1, rows),
          'ours 1': itemsBy(1, fresh),
          'plain 4': itemsBy(4, rows),
          'ours 4': itemsBy(4, fresh),
          again: itemsBy(1, again),
        },
        say,
      );
      return [
        ...DEVICES.map((devices): Row => {
          const [ours, theirs] = [rates[`ours ${devices}`], rates[`plain ${devices}`]];
          return {
            what: `workouts a second, ${devices} at once`,
            ours: whole(ours),
            peer: `plain multi-row insert: ${whole(theirs)}`,
            ratio: ours / theirs,
          };
        }),
        { what: 'workouts a second, the same key again', ours: whole(rates.again) },
      ];
    } finally {
      await plain.close();
      await stack.stop();
    }
  },
};

async function sync(stack: StackUnderLoad, userId: string, commandId: string): Promise<void> {
  const response = await fetch(`${stack.address}/api/progress/plan/bulk-sync`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${stack.token(userId)}` },
    body: JSON.stringify({ sessions, commandId }),
  });
  const { results } = (await response.json()) as { results?: readonly object[] };
  if (response.status !== 200 || results?.length !== SESSIONS)
    throw new Error(`A bulk was answered ${response.status}`);
}
