import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import {
  dropAside,
  isDifferent,
  rebuild,
  type RebuildPlace,
  type RebuildProgress,
  type TableDifference,
} from '@tidemark/event-log';
import { binary } from '@tidemark/local-infra';
import { migrate } from '@tidemark/migrations';
import { bookProjection, checkpointProjection } from '@tidemark/projections';
import { Pool } from 'pg';

import { sized, type Bench, type Effort } from './bench';
import { BenchPostgres } from './load/bench-postgres';
import { seedTimers } from './load/seeded-log';
import { TimerLog } from './load/timer-log';
import { Emmett } from './peers/emmett';
import { inTurn } from './report/rounds';
import { whole, type Table } from './report/table';

const run = promisify(execFile);
/** Of twenty events each: a million. */
const STREAMS = 50_000;
/** Its consumer takes minutes for more, and is no faster with them. */
const EMMETT_EVENTS = 100_000;
const BOOK_EVENTS = 200_000;
const ROUNDS_MAX = 3;
const COPY_TARGET = 0.4;
const EMMETT_TARGET = 15;
const REBUILD_PER_SECOND_MIN = 3_000;
const AT_THE_END = `
INSERT INTO timer.cursors (consumer, lane, position) SELECT 'checkpoints', lane, position FROM timer.lanes`;
const COPY = 'COPY (SELECT * FROM timer.events ORDER BY lane, position) TO STDOUT';

/** Q5 at a million events: proving all heads and making projections anew, beside what only reads. */
export const rebuilding: Bench = {
  name: 'rebuild',
  title: 'A log of a million events: verify and rebuild [Q5]',

  async run(effort, say) {
    const postgres = await BenchPostgres.start();
    await migrate(postgres.url);
    const owner = new Pool({ connectionString: postgres.url, max: 1 });
    const events = await seedTimers(owner, sized(effort, STREAMS));
    say(`  ${events} events are there`);
    const timers = await TimerLog.open(postgres.url, 'timer', 'tidemark_timer');
    const emmett = await Emmett.on(postgres.url);
    try {
      await emmett.fill(sized(effort, EMMETT_EVENTS));
      // What is live is full and up to date in real life; here the first rebuild makes it so.
      await owner.query(AT_THE_END);
      await rebuild({ owner: postgres.owner, schema: 'timer' }, checkpointProjection);
      let processors = 0;
      const rates = await inTurn(
        { ...effort, rounds: Math.min(effort.rounds, ROUNDS_MAX) } satisfies Effort,
        {
          copy: () => rateOf(events, () => run(binary('psql'), ['-q', '-o', '/dev/null', '-c', COPY, postgres.url])),
          verify: () => rateOf(events, () => timers.prove()),
          rebuild: () => rateOf(events, () => madeAnew(postgres)),
          emmett: () => emmett.consume(`bench-${(processors += 1)}`),
        },
        say,
      );
      const books = await booksFolded(postgres, sized(effort, BOOK_EVENTS));
      return [
        ...beside(`prove ${whole(events)} events and all heads, events a second`, rates.verify, rates),
        ...beside('checkpoints made anew, compared and switched, events a second', rates.rebuild, rates),
        {
          what: `books folded anew, ${whole(sized(effort, BOOK_EVENTS))} events of them, events a second`,
          ours: whole(books),
          target: `>= ${whole(REBUILD_PER_SECOND_MIN)}`,
          met: books >= REBUILD_PER_SECOND_MIN,
        },
      ];
    } finally {
      await emmett.close();
      await timers.close();
      await owner.end();
      await postgres.stop();
    }
  },
};

function beside(
  what: string,
  ours: number,
  { copy, emmett }: { readonly copy: number; readonly emmett: number },
): Table {
  const row = { what, ours: whole(ours) };
  return [
    { ...row, peer: `COPY to nowhere: ${whole(copy)}`, ...held(ours / copy, COPY_TARGET) },
    { ...row, peer: `Emmett's consumer: ${whole(emmett)}`, ...held(ours / emmett, EMMETT_TARGET) },
  ];
}

const held = (ratio: number, target: number) => ({ ratio, target: `>= ${target}x`, met: ratio >= target });

async function rateOf(events: number, work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (events * 1_000) / (performance.now() - startedAt);
}

function judge(differences: readonly TableDifference[]): void {
  if (differences.some(isDifferent)) throw new Error('Old and new differ.');
}

/** From the first event to the switch, as `tidemark rebuild` does it. */
async function madeAnew({ owner }: BenchPostgres): Promise<void> {
  const place: RebuildPlace = { owner, schema: 'timer' };
  await rebuild(place, checkpointProjection, { judge });
  await dropAside(place, checkpointProjection, 'previous');
}

class Enough extends Error {}

/** Until so many events are in the new books; the rest of them is no faster and no slower. */
async function booksFolded({ owner }: BenchPostgres, events: number): Promise<number> {
  const place: RebuildPlace = { owner, schema: 'progress', log: 'timer' };
  const positions = new Map<number, number>();
  const report = ({ lane, position }: RebuildProgress) => {
    positions.set(lane, position);
    if ([...positions.values()].reduce((sum, reached) => sum + reached, 0) >= events) throw new Enough();
  };
  return rateOf(events, () =>
    rebuild(place, bookProjection, { report }).catch((error: unknown) => {
      if (!(error instanceof Enough)) throw error;
    }),
  );
}
