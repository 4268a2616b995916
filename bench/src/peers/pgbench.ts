import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { binary } from '@tidemark/local-infra';
import type { ClientBase } from 'pg';

const run = promisify(execFile);
const CORES = 2;
/** An event of about 300 bytes, in a table with the indexes of ours. */
const SCHEMA = `
CREATE SCHEMA pgbench;
CREATE SEQUENCE pgbench.positions;
CREATE TABLE pgbench.events (
  lane integer NOT NULL, position bigint NOT NULL, stream_id text NOT NULL COLLATE "C", version integer NOT NULL,
  event_id uuid NOT NULL, type text NOT NULL, data jsonb NOT NULL, recorded_at timestamptz NOT NULL,
  PRIMARY KEY (lane, position), UNIQUE (stream_id, version)
)`;
const DATA = JSON.stringify({
  sessionId: '4fa1b9a4-51d5-4b9c-bd6e-0f2ed8d0b7aa',
  sessionType: 'work',
  presetType: 'short',
  roundNumber: 1,
  durationMs: 1_500_000,
  task: { id: 'a-task', title: 'Something that takes a while' },
  startedAt: '2026-11-21T09:00:00.000Z',
  endsAt: '2026-11-21T09:25:00.000Z',
});
const INSERT = `
WITH next AS (SELECT nextval('pgbench.positions') AS position)
INSERT INTO pgbench.events
SELECT 0, position, 'timer-' || position, 1, gen_random_uuid(), 'SessionStarted', '${DATA}'::jsonb, clock_timestamp()
FROM next`;

/** Postgres itself: one prepared insert per commit, from C. */
export class Pgbench {
  readonly #folder = mkdtempSync(join(tmpdir(), 'tidemark-pgbench-'));

  private constructor(readonly url: string) {
    writeFileSync(this.#script, `${INSERT.replaceAll('\n', ' ')};\n`);
  }

  static async on(owner: ClientBase, url: string): Promise<Pgbench> {
    await owner.query(SCHEMA);
    return new Pgbench(url);
  }

  get #script(): string {
    return join(this.#folder, 'insert.sql');
  }

  async commitsPerSecond(clients: number, durationMs: number): Promise<number> {
    const seconds = Math.max(1, Math.round(durationMs / 1_000));
    const threads = Math.min(CORES, clients);
    const words = [
      '-n',
      '-M',
      'prepared',
      '-f',
      this.#script,
      '-c',
      `${clients}`,
      '-j',
      `${threads}`,
      '-T',
      `${seconds}`,
    ];
    const { stdout } = await run(binary('pgbench'), [...words, this.url]);
    return Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
  }

  close(): void {
    rmSync(this.#folder, { recursive: true });
  }
}
