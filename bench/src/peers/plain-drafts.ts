import { Pool } from 'pg';

const TABLE = `
CREATE TABLE plain_drafts (
  user_id    text        NOT NULL,
  draft_id   text        NOT NULL,
  version    bigint      GENERATED ALWAYS AS IDENTITY,
  data       jsonb       NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (draft_id, version)
)`;
const BY_TIME = `CREATE INDEX plain_drafts_by_time ON plain_drafts (user_id, updated_at, draft_id)`;

const INSERT = `
INSERT INTO plain_drafts (user_id, draft_id, data)
SELECT $1, draft_id, data FROM jsonb_to_recordset($2) AS sent (draft_id text, data jsonb)`;

const PAGE = `
SELECT draft_id, data, updated_at::text AS updated_at FROM plain_drafts
WHERE user_id = $1 AND (updated_at, draft_id) < ($2::timestamptz, $3)
ORDER BY updated_at DESC, draft_id DESC
LIMIT $4`;

interface Row {
  readonly draft_id: string;
  readonly updated_at: string;
}

/** The same forms as rows of one table: no merge, no keys, no state beside the history, nobody who hears of them. */
export class PlainDrafts {
  private constructor(private readonly pool: Pool) {}

  static async on(url: string, connections: number): Promise<PlainDrafts> {
    const pool = new Pool({ connectionString: url, max: connections });
    await pool.query(TABLE);
    await pool.query(BY_TIME);
    return new PlainDrafts(pool);
  }

  /** All in one statement and one commit. */
  async insert(userId: string, drafts: readonly { readonly draft_id: string; readonly data: object }[]): Promise<void> {
    await this.pool.query(INSERT, [userId, JSON.stringify(drafts)]);
  }

  /** Copies what is there already, so that both are asked for the same. */
  async copyFrom(userId: string): Promise<void> {
    await this.pool.query(
      `INSERT INTO plain_drafts (user_id, draft_id, data, updated_at)
      SELECT user_id, stream_id, (state ->> 'dataJson')::jsonb, updated_at FROM progress.heads WHERE user_id = $1`,
      [userId],
    );
    await this.pool.query('VACUUM ANALYZE plain_drafts');
  }

  /** Every draft of a user, page by page, as JSON; returns how many there were. */
  async walk(userId: string, pageSize: number): Promise<number> {
    let count = 0;
    let last: Row = { draft_id: '', updated_at: 'infinity' };
    for (;;) {
      const { rows } = await this.pool.query<Row>(PAGE, [userId, last.updated_at, last.draft_id, pageSize]);
      count += rows.length;
      if (JSON.stringify(rows).length === 0 || rows.length < pageSize) return count;
      last = rows.at(-1)!;
    }
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}
