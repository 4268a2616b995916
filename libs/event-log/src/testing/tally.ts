import type { Client } from 'pg';
import type { Projection } from '../projection/projection';

/** Counts events per user, so that applying anything twice would show; one kind of user breaks it. */
export const tally: Projection = {
  name: 'tally',
  tables: ['tallies'],
  async apply(events, client) {
    for (const { userId } of events) {
      if (userId.startsWith('poison')) throw new Error('This cannot be counted');
      await client.query(
        `INSERT INTO tallies (user_id, events) VALUES ($1, 1)
         ON CONFLICT (user_id) DO UPDATE SET events = tallies.events + 1`,
        [userId],
      );
    }
  },
};

export async function installTally(owner: Client): Promise<void> {
  await owner.query('CREATE TABLE tallies (user_id text PRIMARY KEY, events integer NOT NULL CHECK (events > 0))');
  await owner.query('CREATE INDEX most_busy ON tallies (events)');
  await owner.query('GRANT SELECT, INSERT, UPDATE ON tallies TO tidemark_toy');
}
