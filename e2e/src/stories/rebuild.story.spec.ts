import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { PoolClient } from 'pg';

import { jsonIn, TIDEMARK, tidemark } from '../kit/command-line';
import { eventually } from '../kit/eventually';
import { growHistory } from '../kit/grown-history';
import { breaches } from '../kit/invariants';
import { Person } from '../kit/person';
import { FAULT_MS, underLoad } from '../kit/under-load';

/** So many that a rebuild needs several pages of their lane. */
const STRANGERS = 200;
const SERVED_MEANWHILE = 30;
const CAUGHT_UP_MS = 60_000;
const HELD_WITHIN_MS = 20_000;
const WHY = ['--reason', 'a story'];

interface Rebuilt {
  readonly events: number;
  readonly resumedAfter: number;
  readonly switched: boolean;
  readonly compared: readonly {
    readonly table: string;
    readonly rowsAfter: number;
    readonly goneCount: number;
    readonly newCount: number;
    readonly gone: readonly object[];
  }[];
}

/** Keeps a rebuild from going on, once it has committed a page of the first lane. */
async function isHeld(client: PoolClient, consumer: string): Promise<boolean> {
  await client.query('BEGIN');
  const taken = 'SELECT position::int FROM timer.cursors WHERE consumer = $1 AND lane = 0 FOR UPDATE';
  const { rows } = await client.query<{ position: number }>(taken, [consumer]);
  if ((rows[0]?.position ?? 0) > 0) return true;
  await client.query('ROLLBACK');
  return false;
}

describe('projections that are made anew while people go on', () => {
  const scene = underLoad({}, { listens: false });
  const run = (...words: readonly string[]) => tidemark(scene.story.stack.environment, ...words);
  const rebuild = (...words: readonly string[]) => run('rebuild', '--json', ...WHY, ...words);
  const differing = ({ compared }: Rebuilt) => compared.filter(({ goneCount, newCount }) => goneCount + newCount > 0);

  /** Kills a rebuild that has committed some pages and waits for us in the middle of another. */
  const killHalfWay = async (name: string) => {
    const words = [TIDEMARK, 'rebuild', name, ...WHY];
    const rebuilding = spawn(process.execPath, words, { env: { ...process.env, ...scene.story.stack.environment } });
    const exit = once(rebuilding, 'exit');
    const client = await scene.story.database.connect();
    const consumer = `${name}_next`;
    try {
      // No pause between two looks: whoever waits for the row gets it as soon as a page is committed.
      for (const endsAt = performance.now() + HELD_WITHIN_MS; !(await isHeld(client, consumer));) {
        if (performance.now() > endsAt) throw new Error(`${consumer} was never seen half way`);
      }
      rebuilding.kill('SIGKILL');
      expect(await exit).toEqual([null, 'SIGKILL']);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  };

  it(
    'are killed, go on where they were, and are switched with nobody noticing [F-50] [I-07]',
    async () => {
      const { story, crowd } = scene;
      await growHistory(story.servers.postgres.url, STRANGERS);
      const person = await Person.guest(story.addresses[0], 'Europe/Berlin');
      const statuses = new Set<number>();
      let isLooking = true;
      const looking = (async () => {
        while (isLooking) statuses.add((await person.get('/api/stats/daily?from=2026-01-01&to=2026-12-31')).status);
      })();
      try {
        for (const name of ['checkpoints', 'books']) {
          await killHalfWay(name);
          await crowd.served(SERVED_MEANWHILE);
          const said = await rebuild(name);
          expect(said).toMatchObject({ exitCode: 0, complaint: '' });
          const rebuilt = jsonIn<Rebuilt>(said);
          expect({ name, differing: differing(rebuilt) }).toEqual({ name, differing: [] });
          expect(rebuilt.resumedAfter).toBeGreaterThan(0);
          await crowd.served(SERVED_MEANWHILE);
        }
      } finally {
        isLooking = false;
        await looking;
      }
      expect([...statuses]).toEqual([200]);
      await crowd.rest();
      await crowd.converged();
      await eventually(async () => expect(await run('verify', '--json')).toMatchObject({ exitCode: 0 }), CAUGHT_UP_MS);
      expect(await breaches(story.database, crowd.journal)).toEqual([]);
    },
    2 * FAULT_MS,
  );
});
