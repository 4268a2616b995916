import { FACT_STREAM } from '@tidemark/messaging';
import { Redis } from 'ioredis';

import type { StoryStack } from './story-stack';

/** What a replay itself notes, and who was seen last, which goes on by itself. */
const APART = ['timer.replays', 'progress.replays', 'timer.presence', 'audit.entries', 'audit.chain'];
const TABLES = `
  SELECT format('%I.%I', schemaname, tablename) AS name
    FROM pg_tables
   WHERE schemaname = ANY ('{timer,progress,scheduler,accounts,audit}') ORDER BY 1`;
/** The keys of BullMQ that are a job each. */
const JOB_KEY = /:(\d+|repeat:.+)$/;

/** Everything that a stack keeps, as far as it can be compared: each table, the facts that were told, the jobs. */
export interface Fingerprint {
  readonly tables: Readonly<Record<string, string | null>>;
  readonly lastFact: number;
  readonly jobs: number;
}

/** Equal before and after means that nothing was changed, told or planned. */
export async function fingerprint(story: StoryStack): Promise<Fingerprint> {
  const { rows } = await story.database.query<{ name: string }>(TABLES);
  const tables: Record<string, string | null> = {};
  for (const { name } of rows.filter((row) => !APART.includes(row.name))) {
    const hash = `SELECT md5(string_agg(kept::text, '' ORDER BY kept::text)) AS hash FROM ${name} AS kept`;
    tables[name] = (await story.database.query<{ hash: string | null }>(hash)).rows[0]?.hash ?? null;
  }
  const bus = await story.bus('ops');
  const { streams } = await bus.connection.jetstreamManager();
  const redis = new Redis(story.servers.redis.url);
  const keys = await redis.keys('*').finally(() => redis.disconnect());
  return {
    tables,
    lastFact: (await streams.info(FACT_STREAM)).state.last_seq,
    jobs: keys.filter((key) => JOB_KEY.test(key)).length,
  };
}
